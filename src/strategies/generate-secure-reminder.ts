import { templateStrategy } from './template-strategy.ts';

/** The cheapest measure that a user can take: one sentence, the same for every task. */
export const generateSecureReminder = templateStrategy({
  mode: 'generate',
  name: 'secure-reminder',
  about: 'the problem and one generic sentence that asks for security',
  needs: [],
});
