import { expect, test } from 'vitest';
import { createScrub } from './scrub.ts';

test('a key is blotted out in every form in which it may be echoed', () => {
  const key = 'sk-a/b+c=secret';
  const scrub = createScrub([key]);
  const echoed = `${key} ${encodeURIComponent(key)} ${Buffer.from(key).toString('base64')} ${key}${key}`;
  expect(scrub(echoed)).toBe('[key] [key] [key] [key][key]');
});

test('a key that the cut would halve is blotted out first', () => {
  expect(createScrub(['0123456789'])(`${'x'.repeat(595)}0123456789`)).not.toContain('01234');
});

test('one line, no control characters, bounded', () => {
  const scrub = createScrub([]);
  expect(scrub('a\r\n\tb\u001b[31mred\u202e')).toBe('a b [31mred');
  expect(scrub('y'.repeat(2000))).toHaveLength(601);
});

test('the dummy key of a local server does not garble messages', () => {
  expect(createScrub(['none'])('none of them')).toBe('none of them');
});
