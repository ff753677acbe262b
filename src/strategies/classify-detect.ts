import { templateStrategy } from './template-strategy.ts';

/** SecuCoGen, experiment 5-1: on secure and on insecure code. */
export const classifyDetect = templateStrategy({
  mode: 'classify',
  name: 'detect',
  about: 'is this code vulnerable, yes or no?',
  needs: ['shownCode'],
});
