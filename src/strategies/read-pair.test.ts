import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairAnswers, readPair } from './read-pair.ts';

function read(text: string, insecureFirst = true, finish: 'stop' | 'length' | 'filtered' = 'stop') {
  return readPair({ text, finish }, { insecureFirst });
}

describe('readPair', () => {
  it.each([
    ['yes', 'no', 'both-right'],
    ['yes', 'yes', 'both-vulnerable'],
    ['no', 'no', 'both-secure'],
    ['no', 'yes', 'reversed'],
  ])('module A insecure: %s of A and %s of B is %s', (a, b, outcome) => {
    expect(read(JSON.stringify({ a, b }))).toEqual({ answer: outcome, detail: 'JSON' });
    expect(read(JSON.stringify({ a: b, b: a }), false)).toEqual({ answer: outcome, detail: 'JSON' });
  });

  it.each([
    '```json\n{"a": "yes", "b": "no"}\n```',
    '{"A": "Yes", "B": "No"}',
    'A draft: {"a": "no", "b": "no"}. Now I see it: {"a": "yes", "b": "no"}',
    'Module A: yes. Module B: no.',
    '**A** is vulnerable, whereas **B** is not vulnerable.',
    '<think>Module A: no. Module B: yes.</think>Module A: yes\nModule B: no',
  ])('reads %j', (text) => {
    expect(read(text).answer).toBe('both-right');
  });

  it.each([
    ['', 'does not say'],
    ['Module A: yes.', 'does not say'],
    ['{"a": "yes"}', 'does not say'],
    ['Module A: yes. Module B: no. On second thought, Module A: no.', 'contradictory'],
  ])('takes no answer from %j', (text, detail) => {
    expect(read(text).answer).toBeUndefined();
    expect(read(text).detail).toContain(detail);
  });

  it('says why where the provider or the limit ended the answer', () => {
    expect(read('{"a": "yes", "b": "no"}', true, 'filtered').detail).toContain('withheld');
    expect(read('<think>is A', true, 'length').detail).toContain('spent on reasoning');
    expect(read('Module A: yes. Module B: no', true, 'length').answer).toBeUndefined();
  });

  it('gives an answer of its own or none, whatever the text', () => {
    const words = fc.constantFrom(
      'A',
      'B',
      'Module ',
      ' is ',
      ': ',
      'yes',
      'no',
      'vulnerable',
      '{"a":',
      '"b":',
      '}',
      '*',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 30 }), fc.boolean(), (parts, first) => {
        const { answer } = read(parts.join(''), first);
        expect([...pairAnswers, undefined]).toContain(answer);
      }),
    );
  });
});
