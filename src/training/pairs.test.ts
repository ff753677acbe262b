import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeTokens, editDistance } from './edit-distance.ts';
import { qualities } from './example.ts';
import { dpoRows, type PairOptions } from './pairs.ts';
import { sampleExample } from './testing/sample-example.ts';

const options: PairOptions = { form: 'code', perQuestion: 4, vulnerableOverBroken: false };
const content = (messages: readonly { readonly content: string }[]) => messages.map((one) => one.content).join();

test('secure is preferred to vulnerable, the nearest pair first', () => {
  const rows = dpoRows(
    [
      sampleExample({ code: 'run(a, b, c)', quality: 'secure' }),
      sampleExample({ code: 'import os\nos.system(a + b + c)', quality: 'vulnerable' }),
      sampleExample({ code: 'run(a, b, d)', quality: 'vulnerable' }),
    ],
    options,
  );
  expect(rows.map(({ distance }) => distance)).toEqual([1, 7]);
  expect(content(rows[0]?.chosen ?? [])).toContain('run(a, b, c)');
  expect(content(rows[0]?.rejected ?? [])).toContain('run(a, b, d)');
});

test('vulnerable is preferred to broken only where that was asked for', () => {
  const answers = [
    sampleExample({ code: 'a', quality: 'vulnerable' }),
    sampleExample({ code: 'b', quality: 'broken' }),
  ];
  expect(dpoRows(answers, options)).toEqual([]);
  const [row] = dpoRows(answers, { ...options, vulnerableOverBroken: true });
  expect([row?.chosen_quality, row?.rejected_quality]).toEqual(['vulnerable', 'broken']);
});

test('answers to different questions are no pair', () => {
  const other = sampleExample({ code: 'b', quality: 'vulnerable', prompt: { user: 'Another question.' } });
  expect(dpoRows([sampleExample(), other], options)).toEqual([]);
});

test('each answer has its turn before one has two', () => {
  const answers = ['a', 'b'].flatMap((name) => [
    sampleExample({ code: `${name} = 1`, quality: 'secure' }),
    sampleExample({ code: `${name} = 2`, quality: 'vulnerable' }),
  ]);
  const rows = dpoRows(answers, { ...options, perQuestion: 2 });
  expect(new Set(rows.map(({ chosen }) => content(chosen))).size).toBe(2);
  expect(new Set(rows.map(({ rejected }) => content(rejected))).size).toBe(2);
});

test('no pair prefers the worse, and no question has more than was asked for', () => {
  const answer = fc.record({ code: fc.stringMatching(/^[ab=1 ]{0,8}$/), quality: fc.constantFrom(...qualities) });
  const worth = { secure: 2, vulnerable: 1, broken: 0 };
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (answers, perQuestion) => {
      const rows = dpoRows(answers.map(sampleExample), { ...options, perQuestion, vulnerableOverBroken: true });
      expect(rows.length).toBeLessThanOrEqual(perQuestion);
      for (const row of rows) expect(worth[row.chosen_quality]).toBeGreaterThan(worth[row.rejected_quality]);
    }),
  );
});

test('the edit distance is a metric', () => {
  const code = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 });
  fc.assert(
    fc.property(code, code, code, (one, two, three) => {
      expect(editDistance(one, one)).toBe(0);
      expect(editDistance(one, two)).toBe(editDistance(two, one));
      expect(editDistance(one, three)).toBeLessThanOrEqual(editDistance(one, two) + editDistance(two, three));
      expect(editDistance(one, two)).toBeGreaterThanOrEqual(Math.abs(one.length - two.length));
    }),
  );
});

test('space and comments are no difference', () => {
  expect(codeTokens('x  =  1 # one\n')).toEqual(codeTokens('x=1'));
});
