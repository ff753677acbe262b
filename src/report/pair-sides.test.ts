import { describe, expect, it } from 'vitest';
import type { Side } from './compare-rows.ts';
import { pairSides } from './pair-sides.ts';
import { tellComparisons } from './terminal/compare-table.ts';
import { samplePrompts, sampleSides } from './testing/sample-sides.ts';

const generated = (names: readonly string[]): Side[] => sampleSides(...names.map((name) => samplePrompts(name, 'sv')));
const repaired = sampleSides(samplePrompts('fix', 'sv', { shown: 'insecure' }));
const named = (request: ReturnType<typeof pairSides>) =>
  request.pairs.map(({ first, second }) => [first.name, second.name]);

describe('pairSides', () => {
  it('pairs all of a few sides', () => {
    const paired = pairSides(generated(['a', 'b', 'c']), {});
    expect(named(paired)).toEqual([
      ['m generate/a', 'm generate/b'],
      ['m generate/a', 'm generate/c'],
      ['m generate/b', 'm generate/c'],
    ]);
    expect(paired).toMatchObject({ chosen: [], leftOut: [] });
  });

  it('takes the first of many as what the others are compared with, and says so', () => {
    const many = generated(['a', 'b', 'c', 'd', 'e', 'f']);
    const paired = pairSides(many, {});
    expect(paired.pairs).toHaveLength(5);
    expect(paired.chosen).toEqual(['m generate/a']);
    const page = { metric: 'secure-pass@1', more: 'better', columns: 400, colour: false } as const;
    expect(tellComparisons([], { ...page, ...paired })).toContain('compared with m generate/a only, the first');
    expect(pairSides(many, { allPairs: true })).toMatchObject({ chosen: [] });
    expect(pairSides(many, { allPairs: true }).pairs).toHaveLength(15);
  });

  it('says which sides stand in no comparison', () => {
    const sides = [...generated(['a', 'b']), ...repaired];
    expect(pairSides(sides, {}).leftOut).toEqual([
      { name: 'm repair/fix', reason: 'it is the only side of the mode repair' },
    ]);
    expect(pairSides(sides, { against: sides[1] })).toMatchObject({
      pairs: [{ first: { name: 'm generate/b' }, second: { name: 'm generate/a' } }],
      leftOut: [{ name: 'm repair/fix', reason: 'repair is not compared with generate' }],
    });
  });
});
