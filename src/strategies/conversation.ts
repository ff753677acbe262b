import type { StoredTurn } from '../core/exchange.ts';
import type { Prompt } from '../core/model.ts';
import type { FollowUp, TaskView, Turn } from '../core/strategy.ts';
import { extractCode } from './extract-code.ts';
import { answerText } from './extraction/answer-text.ts';

/** What a conversation goes on with. */
export interface FollowUpOptions {
  readonly followUp: FollowUp;
  readonly view: TaskView;
  readonly template: string;
}

/**
 * The next prompt after these turns (one at least), or which turn's answer stands: the last in which code was found,
 * or the last of all where none has any. Depends on its arguments alone.
 */
export function nextPrompt(
  turns: readonly StoredTurn[],
  options: FollowUpOptions,
): Prompt | { readonly stands: number } {
  const { followUp, view, template } = options;
  const seen = turns.map((turn) => seenBy(turn, view));
  const user = turns.length < followUp.mostTurns ? followUp.next(view, seen, template) : undefined;
  const [first] = turns;
  if (user === undefined || first === undefined) {
    const withCode = seen.findLastIndex(({ code }) => code !== undefined);
    return { stands: withCode === -1 ? turns.length - 1 : withCode };
  }
  const earlier = seen.map((turn) => ({ user: turn.user, assistant: turn.answer }));
  const { system } = first.prompt;
  return { ...(system !== undefined && { system }), earlier, user };
}

/** The code of an answer; undefined when there is none. */
export function codeOf({ completion }: StoredTurn, view: TaskView): string | undefined {
  const extraction = extractCode(completion, view);
  return extraction.found ? extraction.code : undefined;
}

function seenBy(turn: StoredTurn, view: TaskView): Turn {
  const code = codeOf(turn, view);
  return {
    user: turn.prompt.user,
    answer: answerText(turn.completion.text).text.trim(),
    ...(code !== undefined && { code }),
    ...(turn.feedback && { feedback: turn.feedback }),
  };
}
