import fc from 'fast-check';
import { expect, it } from 'vitest';
import { plainName, visiblePieces } from './visible-text.ts';

it('marks what is not seen, and keeps lines', () => {
  expect(visiblePieces('a\r\nb\u200b<')).toEqual(['a\nb', { code: '200B', name: 'zero width space', times: 1 }, '<']);
});

it('makes one mark of a run, and marks a carriage return that stands alone', () => {
  expect(visiblePieces('\u200b'.repeat(40_000))).toEqual([{ code: '200B', name: 'zero width space', times: 40_000 }]);
  expect(visiblePieces('a\rb')).toEqual(['a', { code: '000D', name: 'not seen', times: 1 }, 'b']);
  expect(visiblePieces('\u{e0041}\u{e0041}')).toEqual([{ code: 'E0041', name: 'not seen', times: 2 }]);
  expect(visiblePieces('\ud83d!')).toEqual([{ code: 'D83D', name: 'not seen', times: 1 }, '!']);
  expect(visiblePieces('')).toEqual([]);
});

it('loses nothing, and leaves nothing unseen', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '\n', '\u202e', '\u0000', '😀', '\ud83d', '\u2066') }),
      (text) => {
        const pieces = visiblePieces(text);
        const back = pieces.map((piece) =>
          typeof piece === 'string' ? piece : String.fromCodePoint(Number.parseInt(piece.code, 16)).repeat(piece.times),
        );
        expect(back.join('')).toBe(text);
        const seen = pieces.filter((piece) => typeof piece === 'string').join('');
        for (const unseen of ['\u202e', '\u0000', '\u2066']) expect(seen).not.toContain(unseen);
      },
    ),
  );
});

it('has a stand-in where no mark can be', () => {
  expect(plainName('gpt\u202e4')).toBe('gpt\ufffd4');
});
