import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayWidth, fitWidth, padWidth } from './display-width.ts';

describe('displayWidth', () => {
  it.each([
    ['gpt-5', 5],
    ['通义千问', 8],
    ['ｆｕｌｌ', 8],
    ['é as two', 8],
    ['e\u0301', 1],
    ['👩‍💻 coder', 8],
    ['🇩🇪', 2],
    ['모델', 4],
    ['zero\u200bwidth', 9],
    ['·–…', 3],
  ])('of %j is %i', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('bounds what fits, and is what was padded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 40 }), (text, columns) => {
        const fitted = fitWidth(text, columns);
        expect(displayWidth(fitted)).toBeLessThanOrEqual(columns);
        expect(fitted === text || fitted.endsWith('…')).toBe(true);
        expect(displayWidth(padWidth(fitted, columns))).toBe(columns);
      }),
    );
  });
});
