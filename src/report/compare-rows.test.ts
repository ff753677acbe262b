import { describe, expect, it } from 'vitest';
import { type CompareRequest, compareSides, type Side, sidesOf, widestMetric } from './compare-rows.ts';
import { type PairRequest, pairSides } from './pair-sides.ts';
import type { Prompt } from './prompt-fold.ts';
import { tellComparisons } from './terminal/compare-table.ts';
import { jointPrompts, samplePrompts } from './testing/sample-sides.ts';

function answers(strategy: string, letters: string, shown = ''): Prompt[] {
  return samplePrompts(strategy, letters, { shown });
}

const family = (task: string): string => task;
const page = { metric: 'secure-pass@1', more: 'better', columns: 400, colour: false } as const;
const names = sidesOf(
  [...answers('direct', 'vvvvvvvvvvss'), ...answers('aware', 'ssssssssssss')],
  (key) => key.strategy,
);

function compareAll(sides: readonly Side[], { against, ...request }: CompareRequest & PairRequest) {
  return compareSides(pairSides(sides, { against }).pairs, request);
}

describe('compareSides', () => {
  it('pairs answers by task, and tells a real difference from none', () => {
    const [one] = compareAll(names, { metric: 'secure-pass@1', family });
    expect(one).toMatchObject({ baseline: 'direct', other: 'aware', tasks: 12, better: 10, worse: 0 });
    expect(one?.difference).toBeCloseTo(10 / 12, 12);
    expect(one?.inference?.pValue).toBeCloseTo(2 / 2 ** 10, 12);
    const told = tellComparisons(one === undefined ? [] : [one], page);
    expect(told).toContain('1 of 1 difference in secure-pass@1 is real: aware is better than direct (+83.3).');
  });

  it('compares foreign joint verdicts by their own rate, and has no pair of them by another', () => {
    const prompts = [...jointPrompts('direct', 'ffffffffffpp'), ...jointPrompts('aware', 'pppppppppppp')];
    expect(widestMetric(prompts)).toBe('joint-pass@1');
    const joint = sidesOf(prompts, ({ strategy }) => strategy);
    expect(compareAll(joint, { metric: 'joint-pass@1', family })[0]).toMatchObject({ tasks: 12, better: 10, worse: 0 });
    expect(compareAll(joint, { metric: 'secure-pass@1', family })[0]?.tasks).toBe(0);
  });

  it('calls fewer exploits better', () => {
    const [one] = compareAll(names, { metric: 'exploited@1', family });
    expect(one?.difference).toBeLessThan(0);
    const told = tellComparisons(one === undefined ? [] : [one], { ...page, metric: 'exploited@1', more: 'worse' });
    expect(told).toContain('aware is better than direct (-83.3)');
  });

  it('leaves out a task that one side has no verdict on', () => {
    const sides = sidesOf(
      [...answers('direct', 'vvvvvvvvvvss'), ...answers('aware', '??ssssssssss')],
      (key) => key.strategy,
    );
    expect(compareAll(sides, { metric: 'secure-pass@1', family })[0]).toMatchObject({ tasks: 10, better: 8 });
  });

  it('adjusts for the size of the table, and keeps modes and controls apart', () => {
    const sides = sidesOf(
      [
        ...answers('direct', 'vvvvvvvvvvss'),
        ...answers('aware', 'vvvvssssssss'),
        ...answers('named', 'vvvvvvvvvvsv'),
        ...answers('fix', 'ssssssssssss', 'insecure'),
        ...answers('fix', 'vvvvvvvvvvvv', 'secure'),
      ],
      (key) => key.strategy,
    );
    expect(sides.map(({ name, prompts }) => [name, prompts.length])).toEqual([
      ...[
        ['direct', 12],
        ['aware', 12],
        ['named', 12],
      ],
      ['fix', 12],
    ]);
    const compared = compareAll(sides, { metric: 'secure-pass@1', family });
    expect(compared).toHaveLength(3);
    const [first] = compared;
    expect(first?.inference?.pValue).toBeCloseTo(2 / 2 ** 6, 12);
    expect(first?.adjusted).toBeCloseTo(2 * (2 / 2 ** 6), 12);
    expect(tellComparisons(compared, page)).toContain('named is worse than aware');
  });

  it('compares with one side only when it is told which', () => {
    const sides = sidesOf([...answers('a', 'ss'), ...answers('b', 'ss'), ...answers('c', 'ss')], (key) => key.strategy);
    const compared = compareAll(sides, { metric: 'pass@1', family, against: sides[1] });
    expect(compared.map(({ baseline, other }) => [baseline, other])).toEqual([
      ['b', 'a'],
      ['b', 'c'],
    ]);
    expect(tellComparisons(compared, page)).toContain('too few families for more than counts');
  });
});
