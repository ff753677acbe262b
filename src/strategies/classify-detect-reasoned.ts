import { templateStrategy } from './template-strategy.ts';

/** The question of detect, with room to think before the answer. */
export const classifyDetectReasoned = templateStrategy({
  mode: 'classify',
  name: 'detect-reasoned',
  about: 'as detect, with reasoning first',
  needs: ['shownCode'],
});
