import { selfReview } from './follow-ups.ts';
import { templateStrategy } from './template-strategy.ts';

/** Its first prompt is that of direct, so that only what follows makes the difference. */
export const generateSelfReview = templateStrategy({
  mode: 'generate',
  name: 'self-review',
  about: 'as direct, then the model reviews its own module',
  needs: [],
  template: 'generate-direct.md',
  followUp: selfReview,
});
