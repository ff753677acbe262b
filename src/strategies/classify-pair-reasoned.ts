import { templateStrategy } from './template-strategy.ts';

/** The question of pair, with room to think before the answer. */
export const classifyPairReasoned = templateStrategy({
  mode: 'classify',
  name: 'pair-reasoned',
  about: 'as pair, with reasoning first',
  needs: ['pair'],
});
