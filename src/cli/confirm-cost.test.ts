import { describe, expect, it } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import type { StudyEstimate } from '../estimate-study.ts';
import { type Asker, confirmCost } from './confirm-cost.ts';

const estimate: StudyEstimate = { attempts: 1, models: [], costUsd: 12.4, unpriced: [], hours: 0.5, assumptions: [] };

function asker(answer: string | undefined): Asker & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    isTerminal: answer !== undefined,
    async ask(question) {
      asked.push(question);
      return answer ?? '';
    },
  };
}

describe('confirmCost', () => {
  it('asks nobody below the limit, without one, or when told yes', async () => {
    const silent = asker(undefined);
    await confirmCost(estimate, {}, silent);
    await confirmCost(estimate, { confirmAbove: '12.4' }, silent);
    await confirmCost(estimate, { confirmAbove: '1', yes: true }, silent);
    expect(silent.asked).toEqual([]);
  });

  it('goes on only when a person says so', async () => {
    const willing = asker(' Yes ');
    await confirmCost(estimate, { confirmAbove: '10' }, willing);
    expect(willing.asked).toEqual(['This run will cost about $12.40 and take 30 min. Go on? [y/N] ']);
    for (const answer of ['', 'n', 'yesterday']) {
      await expect(confirmCost(estimate, { confirmAbove: '10' }, asker(answer))).rejects.toThrow(UserMistake);
    }
  });

  it('refuses where nobody can be asked, and where the cost is not known', async () => {
    const refusal = confirmCost(estimate, { confirmAbove: '10' }, asker(undefined));
    await expect(refusal).rejects.toMatchObject({ hint: expect.stringContaining('--yes') });
    const unknown = { ...estimate, costUsd: 0, unpriced: ['openai:new'] };
    await expect(confirmCost(unknown, { confirmAbove: '10' }, asker(undefined))).rejects.toThrow('openai:new');
  });

  it('takes a number for a limit', async () => {
    await expect(confirmCost(estimate, { confirmAbove: 'much' }, asker('y'))).rejects.toThrow('--confirm-above');
  });
});
