import { analyserFeedback } from './follow-ups.ts';
import { templateStrategy } from './template-strategy.ts';

/** The findings stand in place of an explanation: some are beside the point, and some weaknesses no analyser sees. */
export const repairAnalyserFeedback = templateStrategy({
  mode: 'repair',
  name: 'analyser-feedback',
  about: 'with what static analysers say of the code, and then of each answer',
  needs: ['insecureCode', 'findings'],
  followUp: analyserFeedback,
});
