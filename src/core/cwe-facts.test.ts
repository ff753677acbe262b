import { expect, test } from 'vitest';
import { cweName, cweParents } from './cwe-facts.ts';

test('a weakness has the name and the parents that MITRE gives it', () => {
  expect(cweName('CWE-89')).toBe(
    "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')",
  );
  expect(cweParents('CWE-89')).toEqual(['CWE-943']);
  expect(cweParents('CWE-943')).toEqual(['CWE-74']);
});

test('a root has no parents', () => {
  expect(cweParents('CWE-707')).toEqual([]);
});

test('what is not in the list has no name', () => {
  expect(cweName('CWE-99999')).toBeUndefined();
  expect(cweName('constructor')).toBeUndefined();
  expect(cweParents('CWE-99999')).toEqual([]);
});
