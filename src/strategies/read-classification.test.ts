import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readClassification } from './read-classification.ts';

const choices = [
  { id: 'CWE-89', name: "Improper Neutralization of Special Elements used in an SQL Command ('SQL Injection')" },
  { id: 'CWE-20', name: 'Improper Input Validation' },
];

function detect(text: string, finish: 'stop' | 'length' | 'filtered' = 'stop') {
  return readClassification({ text, finish }, { strategy: 'detect', choices: [] }).answer;
}

function identify(text: string, finish: 'stop' | 'length' = 'stop') {
  return readClassification({ text, finish }, { strategy: 'identify', choices }).answer;
}

describe('detect', () => {
  test.each([
    ['{"vulnerable": "yes"}', 'vulnerable'],
    ['{"vulnerable": "No"}', 'secure'],
    ['{"Vulnerable": true}', 'vulnerable'],
    ['{"vulnerable":false}', 'secure'],
    ["{'vulnerable': 'no'}", 'secure'],
    ['{"is_vulnerable": "yes"}', 'vulnerable'],
    ['{"answer": "not vulnerable"}', 'secure'],
    ['```json\n{\n  "vulnerable": "yes"\n}\n```', 'vulnerable'],
    ['{"vulnerable": "yes", "why": "f\'{name}\' reaches {sql"}', 'vulnerable'],
    ['Drafts: {"vulnerable": "yes"}\nFinal: {"vulnerable": "no"}', 'secure'],
    ['<think>{"vulnerable": "yes"}</think>\n{"vulnerable": "no"}', 'secure'],
    ['Yes', 'vulnerable'],
    ['**No.**', 'secure'],
    ['Yes, the name is put into the query.', 'vulnerable'],
    ['The lookup is fine.\n\n**Answer:** No', 'secure'],
    ['Vulnerable: yes', 'vulnerable'],
    ['Answer: no\nOn second thought, the quote goes through.\nAnswer: yes', 'vulnerable'],
    ['The module is vulnerable to injection.', 'vulnerable'],
    ["The module isn't vulnerable.", 'secure'],
    ['This code is not secure.', 'vulnerable'],
    ['We must find out whether the module is vulnerable. It uses parameters. The module is secure.', 'secure'],
  ])('%j is %s', (text, answer) => {
    expect(detect(text)).toBe(answer);
  });

  test.each([
    '',
    'I cannot tell.',
    'It is vulnerable to injection. It is secure.',
    '{"vulnerable": "maybe"}',
    '{"vulnerable": "constructor"}',
    'I have to say whether the module is vulnerable.',
    'Answer: yes or no',
  ])('%j is no answer', (text) => {
    expect(detect(text)).toBeUndefined();
  });

  test('an answer that was cut off counts only when it had been given', () => {
    expect(detect('{"vulnerable": "yes"}\nBecause the', 'length')).toBe('vulnerable');
    expect(detect('The first function is secure. The second', 'length')).toBeUndefined();
    expect(detect('<think>{"vulnerable": "yes"}', 'length')).toBeUndefined();
    expect(detect('{"vulnerable": "yes"}', 'filtered')).toBeUndefined();
  });
});

describe('identify', () => {
  test.each([
    ['{"cwe": "CWE-89"}', 'CWE-89'],
    ['{"cwe-type": "cwe-20"}', 'CWE-20'],
    ['{"CWE": "CWE-020"}', 'CWE-20'],
    ['{"cwe": "20"}', 'CWE-20'],
    ['{"cwe": 20}', 'CWE-20'],
    ['{"cwe": ["CWE-89"]}', 'CWE-89'],
    ['{"cwe": "CWE-89: SQL Injection", "type": "Injection"}', 'CWE-89'],
    ['{"answer": "Improper input validation"}', 'CWE-20'],
    ['{"cwe": "CWE-000"}\n{"cwe": "CWE-89"}', 'CWE-89'],
    ['CWE-89', 'CWE-89'],
    ['89', 'CWE-89'],
    ['Improper Input Validation', 'CWE-20'],
    ['It may look like CWE-20, yet the answer is CWE-89.', 'CWE-89'],
    ['The query is built from text: CWE-89. So CWE-89 it is.', 'CWE-89'],
    ['{"cwe": "CWE-12345"}', 'CWE-12345'],
  ])('%j is %s', (text, answer) => {
    expect(identify(text)).toBe(answer);
  });

  test.each(['', 'CWE-89 or CWE-20', '{"cwe": "CWE-89, CWE-20"}', '{"cwe": "CWE-000"}', 'SQL', '{"cwe": null}'])(
    '%j is no answer',
    (text) => {
      expect(identify(text)).toBeUndefined();
    },
  );

  test('half of an id that was cut off is no answer', () => {
    expect(identify('{"cwe": "CWE-8', 'length')).toBeUndefined();
    expect(identify('{"cwe": 8', 'length')).toBeUndefined();
    expect(identify('At first sight CWE-20', 'length')).toBeUndefined();
  });
});

test('any JSON that answers is read, whatever stands around it', () => {
  const word = fc.constantFrom('yes', 'No', 'TRUE', 'false');
  fc.assert(
    fc.property(word, fc.string(), fc.constantFrom('vulnerable', 'Vulnerable'), (value, noise, key) => {
      const text = `${noise}\n${JSON.stringify({ reason: noise, [key]: value })}`;
      const expected = /yes|true/i.test(value) ? 'vulnerable' : 'secure';
      return detect(text) === expected;
    }),
  );
});

test.each([
  ['opened pairs', '"a":['],
  ['opened strings', '"vulnerable":"'],
  ['keys', '"answer": '],
  ['answers', 'answer '],
  ['ids', 'CWE-'],
  ['zeros', '0'],
  ['is', 'is not '],
])('a megabyte of %s is read in linear time', (_, piece) => {
  const text = piece.repeat(1_000_000 / piece.length);
  const before = process.cpuUsage().user;
  detect(text);
  identify(text);
  expect(process.cpuUsage().user - before).toBeLessThan(3_000_000);
});
