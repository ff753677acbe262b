import { describe, expect, it } from 'vitest';
import type { Study } from '../core/run.ts';
import { gainsOf } from './gains.ts';
import type { Prompt } from './prompt-fold.ts';
import { jointPrompts, samplePrompts } from './testing/sample-sides.ts';

const family = (task: string): string => task;

function study(...strategies: Study['strategies']): Study {
  return { models: ['m', 'n'], strategies, tasks: ['any'], samples: 1 };
}

function ranked(prompts: readonly Prompt[], of = study()) {
  return gainsOf(prompts, { study: of, family });
}

/** Letters for all tests, then for those that are not marked `reveal`. */
function twice(strategy: string, all: string, unrevealed: string): Prompt[] {
  const others = samplePrompts(strategy, unrevealed);
  return samplePrompts(strategy, all).map((prompt, index) => ({
    ...prompt,
    unrevealedFacts: others[index]?.facts ?? [],
  }));
}

describe('gainsOf', () => {
  it('ranks by what the verdicts of a foreign data set tell', () => {
    const [gain] = ranked([...jointPrompts('direct', 'ffffffffffpp'), ...jointPrompts('aware', 'pppppppppppp')]);
    expect(gain).toMatchObject({ metric: 'joint-pass@1', better: 10, worse: 0, tasks: 12 });
    expect(ranked([...samplePrompts('direct', 'v'), ...samplePrompts('aware', 's')])[0]?.metric).toBe('secure-pass@1');
  });

  it('ranks the strategies by what each gains over direct, with p-values for the table as a whole', () => {
    const gains = ranked([
      ...samplePrompts('direct', 'vvvvvvvvvvss'),
      ...samplePrompts('worse', 'vvvvvvvvvvsv'),
      ...samplePrompts('aware', 'ssssssssssss'),
      ...samplePrompts('named', 'vvvvvsssssss'),
    ]);
    expect(gains.map(({ strategy }) => strategy)).toEqual(['aware', 'named', 'worse']);
    expect(gains.map(({ better, worse, tasks }) => [better, worse, tasks])).toEqual([
      [10, 0, 12],
      [5, 0, 12],
      [0, 1, 12],
    ]);
    const [aware, named, worse] = gains;
    expect(aware?.difference).toBeCloseTo(10 / 12, 12);
    expect(worse?.difference).toBeCloseTo(-1 / 12, 12);
    // McNemar: 2 / 2^n over n tasks that differ; Holm: times 3, 2, 1.
    expect(aware?.adjusted).toBeCloseTo((3 * 2) / 2 ** 10, 12);
    expect(named?.adjusted).toBeCloseTo((2 * 2) / 2 ** 5, 12);
    expect(worse?.adjusted).toBe(1);
    const [lower = 0, upper = 0] = aware?.inference?.interval ?? [];
    expect(lower).toBeGreaterThan(0);
    expect(lower).toBeLessThan(10 / 12);
    expect(upper).toBeGreaterThan(10 / 12);
    const [below = 0, above = 0] = named?.inference?.interval ?? [];
    expect([below <= 0, above > 5 / 12]).toEqual([true, true]);
  });

  it('keeps models and modes apart, in the order of the study', () => {
    const gains = ranked([
      ...samplePrompts('aware', 'ss', { model: 'n' }),
      ...samplePrompts('direct', 'vv', { model: 'n' }),
      ...samplePrompts('direct', 'vv', { shown: 'insecure' }),
      ...samplePrompts('explained', 'vs', { shown: 'insecure' }),
      ...samplePrompts('direct', 'sv'),
      ...samplePrompts('aware', 'sv'),
    ]);
    expect(gains.map(({ model, mode, strategy, difference }) => [model, mode, strategy, difference])).toEqual([
      ['m', 'generate', 'aware', 0],
      ['m', 'repair', 'explained', 0.5],
      ['n', 'generate', 'aware', 1],
    ]);
    expect(gains.every(({ inference }) => inference === undefined)).toBe(true);
  });

  it('judges a strategy that shows tests, and direct beside it, by the others', () => {
    const prompts = [
      ...twice('direct', 'vvvv', 'vvss'),
      ...twice('aware', 'vsss', 'ssss'),
      ...twice('shows', 'vvvv', 'sssv'),
    ];
    const gains = ranked(prompts, study({ mode: 'generate', strategy: 'shows', unrevealed: true }));
    expect(gains.map(({ strategy, unrevealed, first, second }) => [strategy, unrevealed, first, second])).toEqual([
      ['aware', false, 0, 0.75],
      ['shows', true, 0.5, 0.75],
    ]);
  });

  it('pairs tasks, and leaves out secure code that was handed over, and whatever has no direct beside it', () => {
    expect(ranked(samplePrompts('aware', 'ss'))).toEqual([]);
    const [gain] = ranked([
      ...samplePrompts('direct', 'vvs', { shown: 'insecure' }),
      ...samplePrompts('direct', 'sss', { shown: 'secure' }),
      ...samplePrompts('explained', 'ss?', { shown: 'insecure' }),
      ...samplePrompts('explained', 'vvv', { shown: 'secure' }),
    ]);
    expect(gain).toMatchObject({ tasks: 2, first: 0, second: 1, better: 2 });
  });
});
