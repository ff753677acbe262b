import { expect, test } from 'vitest';
import { cweAncestors, isPillar, sameLineage } from './cwe-hierarchy.ts';

test('ancestors come nearest first, each once, and end with the pillar', () => {
  expect(cweAncestors('CWE-89')).toEqual(['CWE-943', 'CWE-74', 'CWE-707']);
  expect(cweAncestors('CWE-707')).toEqual([]);
  // CWE-98 lies below 706 and 829, which meet above.
  const both = cweAncestors('CWE-98');
  expect(new Set(both).size).toBe(both.length);
});

test.each([
  ['CWE-89', 'CWE-89', true],
  ['CWE-89', 'CWE-74', true],
  ['CWE-74', 'CWE-89', true],
  ['CWE-89', 'CWE-707', false],
  ['CWE-707', 'CWE-89', true],
  ['CWE-78', 'CWE-88', false],
  ['CWE-79', 'CWE-89', false],
  ['CWE-89', 'CWE-99999', false],
] as const)('%s and %s of one line: %s', (known, named, expected) => {
  expect(sameLineage(known, named)).toBe(expected);
});

test('what the list does not have is no pillar that could match', () => {
  expect(isPillar('CWE-707')).toBe(true);
  expect(sameLineage('CWE-99999', 'CWE-89')).toBe(false);
});
