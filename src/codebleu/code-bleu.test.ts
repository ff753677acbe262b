import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeBleu } from './code-bleu.ts';
import { dataFlowOf } from './data-flow.ts';
import { parsePython } from './parse-python.ts';

const flowsOf = async (code: string) => {
  const tree = await parsePython(code);
  if (tree === undefined) throw new Error('no tree');
  return dataFlowOf(tree).map(({ name, relation, from }) => [name, relation, ...from.map((place) => place.name)]);
};

test('the example of the published implementation comes out with its figures', async () => {
  // By hand: 7/12, 2/11, 1/10 and 0.1/9 for the n-grams; (2 + 5 · 0.2) / (2 + 10 · 0.2) for the weighted single ones.
  const found = await codeBleu(
    'def add ( a , b ) :\n return a + b',
    'def sum ( first , second ) :\n return second + first',
  );
  expect(found.ngram).toBeCloseTo(((7 / 12) * (2 / 11) * (1 / 10) * (0.1 / 9)) ** 0.25, 12);
  expect(found.weightedNgram).toBeCloseTo(((3 / 4) * (2 / 11) * (1 / 10) * (0.1 / 9)) ** 0.25, 12);
  expect([found.syntax, found.dataFlow]).toEqual([1, 1]);
  expect(found.codeBleu).toBeCloseTo(0.5537, 3);
});

test('a candidate shorter than its reference pays for its brevity', async () => {
  const { ngram } = await codeBleu('a b c d', 'a b c d e f');
  expect(ngram).toBeCloseTo(Math.exp(1 - 6 / 4), 12);
});

test('syntax counts the subtrees of the reference that the candidate has', async () => {
  // The reference has a module, a statement, a call and its arguments; an assignment changes what the first two are.
  expect((await codeBleu('f(a)', 'f(a)')).syntax).toBe(1);
  expect((await codeBleu('x = f(a)', 'f(a)')).syntax).toBe(2 / 4);
  expect((await codeBleu('x', 'f(a)')).syntax).toBe(0);
});

test('data flow counts the edges of the reference, each once', async () => {
  const reference = 'x = 1\ny = x\nz = x\n';
  expect(await flowsOf(reference)).toEqual([
    ['x', 'computed-from', '1'],
    ['1', 'comes-from'],
    ['y', 'computed-from', 'x'],
    ['x', 'comes-from', 'x'],
    ['z', 'computed-from', 'x'],
    ['x', 'comes-from', 'x'],
  ]);
  // Without the last line two edges of six are missing.
  expect((await codeBleu('x = 1\ny = x\n', reference)).dataFlow).toBe(4 / 6);
  expect((await codeBleu('pass', reference)).dataFlow).toBe(0);
  expect((await codeBleu('pass', 'pass')).dataFlow).toBeUndefined();
});

test('data flow follows branches, loops, comprehensions and defaults', async () => {
  expect((await flowsOf('a = 1\nif c:\n  a = 2\nb = a\n')).at(-1)).toEqual(['a', 'comes-from', 'a', 'a']);
  expect((await flowsOf('if c:\n  a = 2\nelse:\n  a = 3\nb = a\n')).at(-1)).toEqual(['a', 'comes-from', 'a', 'a']);
  expect(await flowsOf('s = 0\nfor i in xs:\n  s = s + i\n')).toContainEqual(['s', 'comes-from', 's', 's']);
  expect(await flowsOf('[n + 1 for n in xs]')).toContainEqual(['n', 'comes-from', 'n']);
  expect(await flowsOf('def f(a=d):\n  return a')).toContainEqual(['a', 'comes-from', 'd']);
  expect(await flowsOf('a, b = c, d')).toEqual([
    ['a', 'computed-from', 'c'],
    ['b', 'computed-from', 'd'],
    ['c', 'comes-from'],
    ['d', 'comes-from'],
  ]);
});

test('comments and docstrings count as text only', async () => {
  const plain = await codeBleu('def f(a):\n  return a', 'def f(a):\n  """Says a."""\n  # at once\n  return a');
  expect([plain.syntax, plain.dataFlow]).toEqual([1, 1]);
});

const name = fc.constantFrom('alpha', 'beta', 'gamma', 'delta');
const line = fc.oneof(
  fc.tuple(name, name, name).map(([a, b, c]) => [`${a} = ${b} + ${c}`]),
  fc.tuple(name, name).map(([a, b]) => [`if ${a} > 3 :`, `  ${b} = open ( "x" , ${a} )`]),
  fc.tuple(name, name).map(([a, b]) => [`for ${a} in ${b} :`, `  ${b} = [ ${a} for ${a} in ${b} ]`]),
  fc.tuple(name).map(([a]) => [`return ${a}`]),
);
const programme = fc
  .array(line, { minLength: 1, maxLength: 6 })
  .map((lines) => ['def f ( alpha , beta = 1 ) :', ...lines.flat().map((each) => `  ${each}`)].join('\n'));

test('every part of code against itself is 1, and of any code against any other from 0 to 1', async () => {
  const text = fc.oneof(programme, fc.string({ maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 20 }));
  await fc.assert(
    fc.asyncProperty(text, text, async (one, other) => {
      const itself = await codeBleu(one, one);
      expect([itself.ngram, itself.weightedNgram, itself.codeBleu]).toEqual(
        [1, 1, 1].map((all) => expect.closeTo(all)),
      );
      expect([itself.syntax, itself.dataFlow ?? 1]).toEqual([1, 1]);
      for (const part of Object.values(await codeBleu(one, other))) {
        expect(part ?? 0).toBeGreaterThanOrEqual(0);
        expect(part ?? 0).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 60 },
  );
});

test('new names for variables leave syntax and data flow at 1', async () => {
  await fc.assert(
    fc.asyncProperty(programme, async (code) => {
      const renamed = code.replace(/alpha|beta|gamma|delta/g, (found) => `other_${found.length}_${found.at(0)}`);
      const { syntax, dataFlow } = await codeBleu(renamed, code);
      expect([syntax, dataFlow]).toEqual([1, 1]);
    }),
    { numRuns: 40 },
  );
});

test('hostile code ends soon, and matches nothing where it is too deep or too long', async () => {
  const deep = `x = ${'('.repeat(9_000)}${')'.repeat(9_000)}`;
  const loops = Array.from({ length: 40 }, (_, depth) => `${' '.repeat(depth)}for a${depth} in b:`).join('\n');
  for (const code of [deep, `x = "${'a'.repeat(40_000)}"`]) {
    expect(await codeBleu(code, 'x = 1\ny = x')).toMatchObject({ syntax: 0, dataFlow: 0 });
  }
  expect((await codeBleu(`${loops}\n${' '.repeat(41)}pass`, 'y = x')).codeBleu).toBeLessThan(1);
}, 10_000);
