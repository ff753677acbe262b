import { templateStrategy } from './template-strategy.ts';

/** SecuCoGen, experiment 5-2. Unlike there, an answer outside the list counts as wrong. */
export const classifyIdentify = templateStrategy({
  mode: 'classify',
  name: 'identify',
  about: 'which weakness of a closed list does this insecure code have?',
  needs: ['shownCode', 'choices'],
});
