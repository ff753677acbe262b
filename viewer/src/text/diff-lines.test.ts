import { expect, it } from 'vitest';
import { compareLines } from './diff-lines.ts';

it('tells what only the one has and what only the other', () => {
  expect(compareLines('a\nb\nc\n', 'a\r\nB\r\nc')).toEqual([
    { sign: ' ', text: 'a' },
    { sign: '-', text: 'b' },
    { sign: '+', text: 'B' },
    { sign: ' ', text: 'c' },
  ]);
});

it('gives up on texts that have nothing in common', () => {
  const lines = (start: string) => Array.from({ length: 3000 }, (_, index) => `${start}${index}`).join('\n');
  expect(compareLines(lines('a'), lines('b'))).toBeUndefined();
});
