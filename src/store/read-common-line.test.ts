import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finishReasons } from '../core/completion.ts';
import { type RunEvent, runEventSchema } from '../core/run.ts';
import { testOutcomes, verdictReasons, verdictScopes, verdicts } from '../core/verdict.ts';
import { parseJson } from './parse-json.ts';
import { readCommonLine } from './read-common-line.ts';

const optional: { requiredKeys: [] } = { requiredKeys: [] };
const count = fc.nat();
const seconds = fc.nat().map((microseconds) => microseconds / 1e6);
const wild = fc.string({ unit: 'binary', maxLength: 20 });
const word = fc.stringMatching(/^[\w/:. -]{1,20}$/);

const attempt = fc.record(
  {
    task: word,
    mode: fc.constantFrom('generate', 'repair', 'classify'),
    strategy: word,
    model: word,
    sample: count,
    shown: word,
  },
  { requiredKeys: ['task', 'mode', 'strategy', 'model', 'sample'] },
);
const completed = fc
  .record({
    attempt,
    finish: fc.constantFrom(...finishReasons),
    usage: fc.record({ inputTokens: count, outputTokens: count }),
    cost: fc.record({ costUsd: seconds }, optional),
    cached: fc.boolean(),
    more: fc.record({ latencyMs: seconds }, optional),
  })
  .map(({ cost, cached, more, attempt, ...rest }) => ({
    ...{ type: 'completed', attempt, blob: 'b', ...rest, ...cost, cached, ...more, at: 'now' },
  }));
const test = fc
  .record({
    name: word,
    kind: fc.constantFrom('functional', 'security', 'joint'),
    basis: fc.record({ basis: fc.constantFrom('universal', 'policy') }, optional),
    outcome: fc.constantFrom(...testOutcomes),
    told: fc.record(
      {
        evidence: fc.record({ message: wild, payload: wild }, { requiredKeys: ['message'] }),
        refused: fc.boolean(),
        reveal: fc.boolean(),
        cpuSeconds: seconds,
      },
      optional,
    ),
  })
  .map(({ name, kind, basis, outcome, told }) => ({ name, kind, ...basis, outcome, ...told }));
const judged = fc
  .record({
    attempt,
    code: fc.record({ code: word, extraction: word }, optional),
    verdict: fc.constantFrom(...verdicts),
    why: fc.record(
      { scope: fc.constantFrom(...verdictScopes), reason: fc.constantFrom(...verdictReasons), detail: wild },
      optional,
    ),
    tests: fc.array(test, { maxLength: 4 }),
    rest: fc.record({
      exploited: fc.boolean(),
      integrity: fc.constantFrom('separate', 'in-process'),
      cpuSeconds: seconds,
      wallSeconds: seconds,
    }),
  })
  .map(({ attempt, code, verdict, why, tests, rest }) => ({
    ...{ type: 'judged', attempt, ...code, judgement: { verdict, ...why, tests, ...rest }, at: 'now' },
  }));
const lines = fc.oneof(completed, judged).map((event) => JSON.stringify(event));

/** What the schema makes of a line, less what a brief reading leaves out; undefined where it refuses. */
function bySchema(line: string): RunEvent | undefined {
  const { success, data } = runEventSchema.safeParse(parseJson(line));
  if (!success || data.type !== 'judged') return data;
  const { detail: _detail, tests, ...judgement } = data.judgement;
  const brief = tests.map(({ evidence: _evidence, cpuSeconds: _seconds, ...rest }) => rest);
  return { ...data, judgement: { ...judgement, tests: brief } };
}

describe('readCommonLine', () => {
  it('reads what a run writes as the schema does', () => {
    fc.assert(
      fc.property(lines, (line) => {
        expect(readCommonLine(line)).toEqual(bySchema(line));
      }),
    );
  });

  it('reads nothing that the schema refuses, and nothing in another way', () => {
    const harmed = fc
      .record({
        line: lines,
        place: fc.nat(),
        length: fc.nat(3),
        put: fc.constantFrom('', '"', '\\', '0', '-', '{', ','),
      })
      .map(({ line, place, length, put }) => {
        const start = place % line.length;
        return line.slice(0, start) + put + line.slice(start + length);
      });
    fc.assert(
      fc.property(harmed, (line) => {
        const event = readCommonLine(line);
        if (event !== undefined) expect(event).toEqual(bySchema(line));
      }),
      { numRuns: 1000 },
    );
  });

  it('leaves a line with no time or with two to the schema', () => {
    const line = (early: string, late: string): string =>
      `{"type":"judged",${early}"attempt":{"task":"t","mode":"generate","strategy":"s","model":"m","sample":0},` +
      '"judgement":{"verdict":"secure","tests":[],"exploited":false,"integrity":"separate","cpuSeconds":0,"wallSeconds":0}' +
      `${late}}`;
    expect(readCommonLine(line('"at":"now",', ''))).toBeDefined();
    expect(readCommonLine(line('', ',"at":"now"'))).toBeDefined();
    expect(readCommonLine(line('', ''))).toBeUndefined();
    expect(readCommonLine(line('"at":"now",', ',"at":"now"'))).toBeUndefined();
  });
});
