import { describe, expect, it } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { samplePrompts, sampleSides } from './testing/sample-sides.ts';
import { judgeWorse, pairWithBaseline } from './worse-gate.ts';

const family = (task: string): string => task;
const before = sampleSides(samplePrompts('direct', 'ssssssssssvv', { model: 'old' }));
const present = (letters: string, model = 'new') => sampleSides(samplePrompts('direct', letters, { model }));

describe('judgeWorse', () => {
  it('fails what is shown to be worse, in one line with its figures', () => {
    const { passed, lines } = judgeWorse(pairWithBaseline(present('vvvvvvvvssvv'), before), family);
    expect(passed).toBe(false);
    expect(lines).toMatchObject([{ passed: false, model: 'new', mode: 'generate', strategy: 'direct' }]);
    expect(lines[0]?.text).toMatch(
      /^FAIL {2}new generate\/direct: secure-pass@1 is 16\.7 % against 83\.3 % of old generate\/direct, -66\.7 \(-\d+\.\d to -\d+\.\d\) over 12 families, p 0\.008: worse$/,
    );
  });

  it('passes what is better, and what is not shown to be worse', () => {
    for (const letters of ['ssssssssssss', 'vvsssssssssv']) {
      const { passed, lines } = judgeWorse(pairWithBaseline(present(letters), before), family);
      expect(passed).toBe(true);
      expect(lines[0]?.text).toContain('not shown to be worse');
    }
  });

  it('refuses to judge by a handful of families', () => {
    expect(() => judgeWorse(pairWithBaseline(present('vvvvvvv'), before), family)).toThrow(/7 task families in common/);
  });
});

describe('pairWithBaseline', () => {
  it('takes the same model where the baseline has several, and says what it cannot tell', () => {
    const two = sampleSides(samplePrompts('direct', 's', { model: 'a' }), samplePrompts('direct', 'v', { model: 'b' }));
    expect(pairWithBaseline(present('s', 'b'), two)[0]?.first.name).toBe('b generate/direct');
    expect(() => pairWithBaseline(present('s', 'c'), two)).toThrow(UserMistake);
    expect(() => pairWithBaseline(present('s', 'c'), [])).toThrow(/has nothing of the mode generate/);
  });
});
