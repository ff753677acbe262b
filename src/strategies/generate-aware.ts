import { templateStrategy } from './template-strategy.ts';

/** RQ2 of both studies: the vulnerability-aware problem, here as an addition to the unchanged problem. */
export const generateAware = templateStrategy({
  mode: 'generate',
  name: 'aware',
  about: 'the problem and what to guard against',
  needs: ['aware'],
});
