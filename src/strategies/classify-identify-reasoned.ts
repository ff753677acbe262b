import { templateStrategy } from './template-strategy.ts';

/** The question of identify, with room to think before the answer. */
export const classifyIdentifyReasoned = templateStrategy({
  mode: 'classify',
  name: 'identify-reasoned',
  about: 'as identify, with reasoning first',
  needs: ['shownCode', 'choices'],
});
