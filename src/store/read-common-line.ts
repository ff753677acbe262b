import type { AttemptKey } from '../core/attempt.ts';
import type { CompletedEvent, JudgedEvent } from '../core/run.ts';
import type { TestResult } from '../core/verdict.ts';
import { completedLine, judgedHead, judgedTail, judgedTest } from './common-lines.ts';

/** Strings longer than this are not worth a search that may have to be done again. */
const longest = 1 << 16;

/**
 * The event of a line as a run writes most of them, for those who sum up a log: without evidence, `detail` and the times of
 * tests, and several times as fast as by the schema. Undefined for every other line, be it valid or not: let the schema read it.
 */
export function readCommonLine(text: string): CompletedEvent | JudgedEvent | undefined {
  if (text.length > longest) return undefined;
  if (text.startsWith('{"type":"judged"')) return readJudged(text);
  if (text.startsWith('{"type":"completed"')) return readCompleted(text);
  return undefined;
}

function readCompleted(text: string): CompletedEvent | undefined {
  const found = match(completedLine, text, 0);
  if (found === null) return undefined;
  const [, early, , , , , , , blob = '', finish, input, output, costUsd, cached, latencyMs, late] = found;
  const at = onlyOne(early, late);
  if (at === undefined) return undefined;
  return {
    type: 'completed',
    at,
    attempt: attemptOf(found),
    blob,
    // The grammar has the words of the schema, and no others.
    finish: finish as CompletedEvent['finish'],
    usage: { inputTokens: Number(input), outputTokens: Number(output) },
    ...(costUsd !== undefined && { costUsd: Number(costUsd) }),
    cached: cached === 'true',
    ...(latencyMs !== undefined && { latencyMs: Number(latencyMs) }),
  };
}

function readJudged(text: string): JudgedEvent | undefined {
  const head = match(judgedHead, text, 0);
  if (head === null) return undefined;
  const tests: TestResult[] = [];
  let position = judgedHead.lastIndex;
  while (text[position] === '{') {
    const test = match(judgedTest, text, position);
    if (test === null) return undefined;
    tests.push(testOf(test));
    position = judgedTest.lastIndex;
  }
  const tail = match(judgedTail, text, position);
  if (tail === null) return undefined;
  const [, early, , , , , , , code, extraction, verdict, scope, reason] = head;
  const [, exploited, integrity, cpuSeconds, wallSeconds, late] = tail;
  const at = onlyOne(early, late);
  if (at === undefined) return undefined;
  const told = { verdict, ...(scope && { scope }), ...(reason && { reason }), integrity };
  return {
    type: 'judged',
    at,
    attempt: attemptOf(head),
    ...(code !== undefined && { code }),
    ...(extraction !== undefined && { extraction }),
    judgement: {
      ...(told as Pick<JudgedEvent['judgement'], 'verdict' | 'scope' | 'reason' | 'integrity'>),
      tests,
      exploited: exploited === 'true',
      cpuSeconds: Number(cpuSeconds),
      wallSeconds: Number(wallSeconds),
    },
  };
}

function testOf([, name = '', kind, basis, outcome, refused, reveal]: RegExpExecArray): TestResult {
  const test = { name, kind, outcome } as { -readonly [Key in keyof TestResult]: TestResult[Key] };
  if (basis !== undefined) test.basis = basis as TestResult['basis'];
  if (refused !== undefined) test.refused = refused === 'true';
  if (reveal !== undefined) test.reveal = reveal === 'true';
  return test;
}

/** Of both kinds of line, the attempt stands behind what may be the time. */
function attemptOf([, , task = '', mode, strategy = '', model = '', sample, shown]: RegExpExecArray): AttemptKey {
  const attempt = { task, mode: mode as AttemptKey['mode'], strategy, model, sample: Number(sample) };
  return shown === undefined ? attempt : { ...attempt, shown };
}

function match(grammar: RegExp, text: string, position: number): RegExpExecArray | null {
  grammar.lastIndex = position;
  return grammar.exec(text);
}

function onlyOne(early: string | undefined, late: string | undefined): string | undefined {
  return early === undefined || late === undefined ? (early ?? late) : undefined;
}
