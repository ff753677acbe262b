import { finishReasons, type Usage } from '../core/completion.ts';
import { modes } from '../core/mode.ts';
import { testOutcomes, verdictReasons, verdictScopes, verdicts } from '../core/verdict.ts';
import { integrities, testBases, testKinds } from './known-judgements.ts';

/** Bytes of a text, as a `LineScanner` looks for them. */
const bytesOf = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const field = (name: string): Uint8Array => bytesOf(`,"${name}":`);
const wordsOf = (values: readonly string[]): readonly Uint8Array[] => values.map((value) => bytesOf(`"${value}"`));

/** What stands between the values of a line, as a run writes it. */
export const marks = {
  judgedLine: bytesOf('{"type":"judged",'),
  completedLine: bytesOf('{"type":"completed",'),
  classifiedLine: bytesOf('{"type":"classified",'),
  lineEnd: bytesOf('}\n'),
  earlyTime: bytesOf('"at":'),
  lateTime: field('at'),
  comma: bytesOf(','),
  objectEnd: bytesOf('}'),
  listEnd: bytesOf(']'),

  task: bytesOf('"attempt":{"task":'),
  mode: field('mode'),
  strategy: field('strategy'),
  model: field('model'),
  sample: field('sample'),
  shown: field('shown'),

  blob: field('blob'),
  finish: field('finish'),
  usage: bytesOf(',"usage":{'),
  costUsd: field('costUsd'),
  cached: field('cached'),
  latencyMs: field('latencyMs'),

  code: field('code'),
  extraction: field('extraction'),
  verdict: bytesOf(',"judgement":{"verdict":'),
  scope: field('scope'),
  reason: field('reason'),
  detail: field('detail'),
  tests: bytesOf(',"tests":['),
  exploited: field('exploited'),
  integrity: field('integrity'),
  cpuSeconds: field('cpuSeconds'),
  wallSeconds: field('wallSeconds'),

  testName: bytesOf('{"name":'),
  kind: field('kind'),
  basis: field('basis'),
  outcome: field('outcome'),
  message: bytesOf(',"evidence":{"message":'),
  payload: field('payload'),
  refused: field('refused'),
  reveal: field('reveal'),

  answer: field('answer'),
  expected: bytesOf(',"expected":['),
  correct: field('correct'),
} as const;

/** The values that are one of a list, by their place in it. */
export const words = {
  mode: wordsOf(modes),
  finish: wordsOf(finishReasons),
  verdict: wordsOf(verdicts),
  scope: wordsOf(verdictScopes),
  reason: wordsOf(verdictReasons),
  integrity: wordsOf(integrities),
  kind: wordsOf(testKinds),
  basis: wordsOf(testBases),
  outcome: wordsOf(testOutcomes),
  /** By place: 0 is false, 1 is true. */
  flag: [bytesOf('false'), bytesOf('true')],
} as const;

const usageNames = ['inputTokens', 'outputTokens', 'reasoningTokens', 'cachedInputTokens'] as const;

/** The counts of `usage` in their order: as the first that is told, and as a later one. */
export const usageFields: readonly {
  readonly name: keyof Usage;
  readonly first: Uint8Array;
  readonly later: Uint8Array;
}[] = usageNames.map((name) => ({ name, first: bytesOf(`"${name}":`), later: field(name) }));
