import { templateStrategy } from './template-strategy.ts';

/** Both versions in one question, scored as a pair (Ding et al., PrimeVul, arXiv 2403.18624). It is not said that one is secure. */
export const classifyPair = templateStrategy({
  mode: 'classify',
  name: 'pair',
  about: 'the secure and the insecure version side by side: is each vulnerable?',
  needs: ['pair'],
});
