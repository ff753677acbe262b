import type { FollowUp, Turn } from '../core/strategy.ts';
import { exploitsText, findingsText } from './feedback-text.ts';
import { fillTemplate } from './fill-template.ts';
import { fillView } from './slots.ts';

/** One review, whatever it finds. */
export const selfReview: FollowUp = {
  mostTurns: 2,
  stops: 'after one review',
  template: 'next-self-review.md',
  next: (view, _turns, template) => fillTemplate(template, new Map(fillView(view))).trim(),
};

/** On and on, while the analysers have something to say of the latest module. */
export const analyserFeedback: FollowUp = {
  mostTurns: 3,
  stops: 'when the analysers find nothing in an answer, when an answer holds no code, or after 3 answers',
  feedback: 'analysis',
  template: 'next-analyser-feedback.md',
  next(view, turns, template) {
    const feedback = latestFeedback(turns);
    if (feedback?.kind !== 'analysis' || feedback.findings.length === 0) return undefined;
    const slots = new Map([...fillView(view), ['findings', findingsText(feedback.findings)] as const]);
    return fillTemplate(template, slots).trim();
  },
};

/** On and on, while an attack that may be told succeeds on the latest module. */
export const exploitFeedback: FollowUp = {
  mostTurns: 3,
  stops: 'when no attack that may be told succeeds on an answer, when an answer holds no code, or after 3 answers',
  feedback: 'exploits',
  template: 'next-exploit-feedback.md',
  next(view, turns, template) {
    const feedback = latestFeedback(turns);
    if (feedback?.kind !== 'exploits' || feedback.exploits.length === 0) return undefined;
    const slots = new Map([...fillView(view), ['exploits', exploitsText(feedback.exploits)] as const]);
    return fillTemplate(template, slots).trim();
  },
};

function latestFeedback(turns: readonly Turn[]): Turn['feedback'] {
  return turns.at(-1)?.feedback;
}
