import { createInterface } from 'node:readline/promises';
import { UserMistake } from '../core/errors.ts';
import type { StudyEstimate } from '../estimate-study.ts';
import { duration } from './progress-text.ts';
import { numberFlag } from './study-options.ts';

export interface ConfirmFlags {
  /** US dollars. */
  readonly confirmAbove?: string;
  readonly yes?: boolean;
}

export interface Asker {
  readonly isTerminal: boolean;
  /** What a person types. */
  ask(question: string): Promise<string>;
}

export const terminalAsker: Asker = {
  isTerminal: process.stdin.isTTY === true && process.stderr.isTTY === true,
  async ask(question) {
    const prompt = createInterface({ input: process.stdin, output: process.stderr });
    // A closed input is no answer.
    const closed = new Promise<string>((resolve) => prompt.once('close', () => resolve('')));
    try {
      return await Promise.race([prompt.question(question), closed]);
    } finally {
      prompt.close();
    }
  },
};

/** Whether a limit was set above which a run is asked for. Throws UserMistake where it is no number. */
export function confirmationLimit({ confirmAbove }: ConfirmFlags): number | undefined {
  return numberFlag('--confirm-above', confirmAbove, { least: 0 });
}

/** Asks before a run that may cost more than the user's limit. Throws UserMistake when the answer is no, or nobody can be asked. */
export async function confirmCost(
  estimate: StudyEstimate,
  flags: ConfirmFlags,
  asker: Asker = terminalAsker,
): Promise<void> {
  const limit = confirmationLimit(flags);
  if (limit === undefined || flags.yes) return;
  if (estimate.costUsd <= limit && estimate.unpriced.length === 0) return;
  const unknown =
    estimate.unpriced.length === 0
      ? ''
      : `, and what ${estimate.unpriced.join(', ')} cost, for which no price is known`;
  const about = `about $${estimate.costUsd.toFixed(2)}${unknown}`;
  if (!asker.isTerminal) {
    throw new UserMistake(`the run would cost ${about}: more than --confirm-above ${limit}, and nobody can be asked`, {
      hint: 'add --yes to run it all the same; seceval plan tells where the cost comes from',
    });
  }
  const answer = await asker.ask(
    `This run will cost ${about} and take ${duration(estimate.hours * 3600)}. Go on? [y/N] `,
  );
  if (/^y(es)?$/i.test(answer.trim())) return;
  throw new UserMistake('nothing was asked: the cost was not confirmed', {
    hint: 'seceval plan tells where it comes from',
  });
}
