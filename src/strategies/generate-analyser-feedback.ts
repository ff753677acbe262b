import { analyserFeedback } from './follow-ups.ts';
import { templateStrategy } from './template-strategy.ts';

/** Its first prompt is that of direct, so that only what follows makes the difference. */
export const generateAnalyserFeedback = templateStrategy({
  mode: 'generate',
  name: 'analyser-feedback',
  about: 'as direct, then what static analysers say of the module',
  needs: [],
  template: 'generate-direct.md',
  followUp: analyserFeedback,
});
