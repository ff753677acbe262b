import { templateStrategy } from './template-strategy.ts';

/** RQ3 of both studies. */
export const repairDirect = templateStrategy({
  mode: 'repair',
  name: 'direct',
  about: 'the problem and insecure code to be mended',
  needs: ['insecureCode'],
});
