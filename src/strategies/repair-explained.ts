import { templateStrategy } from './template-strategy.ts';

/** RQ4 of both studies. */
export const repairExplained = templateStrategy({
  mode: 'repair',
  name: 'explained',
  about: 'as direct, with an explanation of the weakness',
  needs: ['insecureCode', 'explanation'],
});
