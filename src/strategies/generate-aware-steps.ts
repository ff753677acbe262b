import { templateStrategy } from './template-strategy.ts';

/** CodeSecEval, table 3: the vulnerability-aware problem with procedural steps. */
export const generateAwareSteps = templateStrategy({
  mode: 'generate',
  name: 'aware-steps',
  about: 'the problem and what to guard against, as numbered steps',
  needs: ['steps'],
});
