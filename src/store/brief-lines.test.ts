import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BriefEvent } from '../core/brief-event.ts';
import { finishReasons } from '../core/completion.ts';
import { runEventSchema } from '../core/run.ts';
import { testOutcomes, verdictReasons, verdictScopes, verdicts } from '../core/verdict.ts';
import { BriefLines } from './brief-lines.ts';
import { parseJson } from './parse-json.ts';

const optional: { requiredKeys: [] } = { requiredKeys: [] };
const count = fc.nat();
const seconds = fc.oneof(
  fc.nat().map((microseconds) => microseconds / 1e6),
  fc.double({ min: 0, max: 1e14, noNaN: true }),
);
const wild = fc.string({ unit: 'binary', maxLength: 20 });
const word = fc.stringMatching(/^[\w/:. -]{1,20}$/);

const posed = fc.record({
  ...{ task: word, mode: fc.constantFrom('generate', 'repair', 'classify'), strategy: word, model: word },
});
const shown = fc.record({ shown: word }, optional);
/** What was shown stands before the sample, or behind it. */
const attempt = fc.oneof(
  fc.record({ posed, shown, sample: count }).map(({ posed, shown, sample }) => ({ ...posed, ...shown, sample })),
  fc.record({ posed, shown, sample: count }).map(({ posed, shown, sample }) => ({ ...posed, sample, ...shown })),
);
const completed = fc
  .record({
    attempt,
    finish: fc.constantFrom(...finishReasons),
    usage: fc.record(
      { inputTokens: count, outputTokens: count, reasoningTokens: count, cachedInputTokens: count },
      optional,
    ),
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
const classified = fc
  .record({
    attempt,
    answer: fc.record({ answer: wild }, optional),
    expected: fc.array(wild, { minLength: 1, maxLength: 3 }),
    correct: fc.boolean(),
  })
  .map(({ attempt, answer, ...rest }) => ({ type: 'classified', attempt, ...answer, ...rest, at: 'now' }));
const lines = fc.oneof(completed, judged, classified).map((event) => JSON.stringify(event));

/** Reads a line among others, as one stands in a block. */
function read(line: string, reader = new BriefLines({ lists: true })): BriefEvent | undefined {
  const before = Buffer.from('{"type":"completed"}\n');
  const bytes = Buffer.concat([before, Buffer.from(`${line}\n`), before]);
  const event = reader.read(bytes, before.length);
  if (event !== undefined) expect(reader.end).toBe(bytes.length - before.length);
  return event;
}

/** What the schema makes of a line, less what a brief reading leaves out; undefined where it refuses. */
function bySchema(line: string): BriefEvent | undefined {
  const { data: event } = runEventSchema.safeParse(parseJson(line));
  if (event === undefined || !('attempt' in event)) return undefined;
  const { sample, ...prompt } = event.attempt;
  const place = { prompt, sample };
  if (event.type === 'completed') {
    const { usage, costUsd, cached, latencyMs } = event;
    return { type: 'brief-completed', ...place, usage, costUsd, cached, latencyMs };
  }
  if (event.type === 'classified') {
    const { answer, expected, correct } = event;
    return { type: 'brief-classified', ...place, answered: { answer, expected, correct } };
  }
  if (event.type !== 'judged') return undefined;
  const { detail, tests, cpuSeconds, ...judgement } = event.judgement;
  const brief = tests.map(({ kind, basis, outcome, refused, reveal }) => ({
    ...{ name: '', kind, basis, outcome },
    ...(refused && { refused }),
    ...(reveal && { reveal }),
  }));
  const shared = { ...judgement, tests: brief, cpuSeconds: 0, wallSeconds: 0 };
  return { type: 'brief-judged', ...place, judgement: shared, cpuSeconds, listed: { code: event.code, detail } };
}

describe('BriefLines', () => {
  it('reads what a run writes as the schema does', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const event = read(line);
        expect(event).toBeDefined();
        expect(event).toEqual(bySchema(line));
      }),
    );
  });

  it('reads line after line, and gives one object for what is alike', () => {
    fc.assert(
      fc.property(fc.array(lines, { minLength: 2, maxLength: 12 }), (many) => {
        const reader = new BriefLines({ lists: true });
        const events = [...many, ...many].map((line) => read(line, reader));
        expect(events).toEqual([...many, ...many].map(bySchema));
        for (const [index] of many.entries()) {
          const [one, other] = [events[index], events[index + many.length]];
          expect(one?.prompt).toBe(other?.prompt);
          if (one?.type === 'brief-judged' && other?.type === 'brief-judged') {
            expect(one.judgement).toBe(other.judgement);
          }
          if (one?.type === 'brief-classified' && other?.type === 'brief-classified') {
            expect(one.answered).toBe(other.answered);
          }
        }
      }),
    );
  });

  it('reads nothing that the schema refuses, and nothing in another way', () => {
    const harmed = fc
      .record({
        line: lines,
        place: fc.nat(),
        length: fc.nat(3),
        put: fc.constantFrom('', '"', '\\', '0', '-', '{', ',', '}', 'e', '.', '\\u00', '\t', '\n', 'ü'),
      })
      .map(({ line, place, length, put }) => {
        const start = place % line.length;
        // Half of a surrogate pair is not what comes back from a file.
        return Buffer.from(line.slice(0, start) + put + line.slice(start + length)).toString();
      });
    fc.assert(
      fc.property(harmed, (line) => {
        const event = read(line);
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
    expect(read(line('"at":"now",', ''))).toBeDefined();
    expect(read(line('', ',"at":"now"'))).toBeDefined();
    expect(read(line('', ''))).toBeUndefined();
    expect(read(line('"at":"now",', ',"at":"now"'))).toBeUndefined();
  });
});
