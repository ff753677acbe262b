import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pythonTokens } from './python-tokens.ts';

function strings(source: string): string[] {
  return pythonTokens(source).flatMap((token) => (token.type === 'string' ? token.pieces : []));
}

test('strings are read in all their forms', () => {
  expect(strings(String.raw`'a\'b' "c\n" r"\d" b'\xff' """d "e" f""" 'x' 'y'`)).toEqual([
    "a'b",
    'c\n',
    String.raw`\d`,
    'ÿ',
    'd "e" f',
    'x',
    'y',
  ]);
  expect(strings(`f"{name}: {{literal}} {value:>{width}} end"`)).toEqual([': {literal} ', ' end']);
});

test('comments hold no strings, and strings no comments', () => {
  const tokens = pythonTokens('x = "a # b"  # it\'s "c"\n');
  expect(tokens.map((token) => token.type)).toEqual(['name', 'operator', 'string', 'comment', 'end', 'end']);
});

test('a logical line ends where its brackets are closed', () => {
  const tokens = pythonTokens('f(\n  1,\n  "two"\n)\ng \\\n  (3)\n');
  expect(tokens.filter((token) => token.type === 'end').map((token) => token.line)).toEqual([4, 6, 7]);
});

test('any text is read to its end', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme-composite' }),
      fc.constantFrom('"', "'''", '\\', 'f"{', '(', '#'),
      (text, awkward) => {
        const tokens = pythonTokens(text + awkward + text);
        expect(tokens.at(-1)?.type).toBe('end');
      },
    ),
  );
});
