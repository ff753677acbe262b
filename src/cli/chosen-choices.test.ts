import { expect, test } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { chosenChoices } from './chosen-choices.ts';

const study = 'secucogen-classification';

test("a study brings its list, and --choices stands in its place; the suite's own is no list", () => {
  expect(chosenChoices({})).toBeUndefined();
  expect(chosenChoices({ study: 'mitigation' })).toBeUndefined();
  expect(chosenChoices({ study })).toHaveLength(17);
  expect(chosenChoices({ study, choices: ['suite'] })).toBeUndefined();
  expect(chosenChoices({ study, choices: ['CWE-89', 'CWE-79'] })).toEqual(['CWE-89', 'CWE-79']);
});

test('weaknesses are written in any common way, counted once, and may be added to a named list', () => {
  expect(chosenChoices({ choices: ['cwe-089', 'CWE-79', 'CWE-89'] })).toEqual(['CWE-89', 'CWE-79']);
  expect(chosenChoices({ choices: ['secucogen-17', 'CWE-862', 'CWE-89'] })).toHaveLength(18);
});

test.each([[['CWE-89']], [['CWE-99999', 'CWE-89']], [['sql', 'CWE-89']], [['suite', 'CWE-89']], [[]]])(
  '%s is a mistake',
  (choices) => {
    expect(() => chosenChoices({ choices })).toThrow(UserMistake);
  },
);
