import { templateStrategy } from './template-strategy.ts';

/** SecuCoGen, experiment 2-2: one other problem with its secure code. Its words do not say that the code is secure. */
export const generateOneShot = templateStrategy({
  mode: 'generate',
  name: 'one-shot',
  about: 'the problem, after a solved problem of another family',
  needs: ['example'],
});
