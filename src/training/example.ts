// Files to learn from: what of a run's attempts a model may be trained on, and in which shape. It judges nothing: every
// example is an attempt that a run has judged already.
import type { CweId } from '../core/cwe.ts';
import type { Prompt } from '../core/model.ts';

export const qualities = ['secure', 'vulnerable', 'broken'] as const;
/** What an answer is worth: `broken` stands for all that does not work, `invalid` code included. */
export type Quality = (typeof qualities)[number];

/** An answer whose verdict is known. */
export interface Example {
  readonly task: string;
  readonly family: string;
  readonly cwe: CweId;
  readonly mode: 'generate' | 'repair';
  readonly strategy: string;
  /** repair: the variant that was to be mended. */
  readonly shown?: string;
  readonly model: string;
  readonly run: string;
  readonly prompt: Prompt;
  /** The model's whole answer. */
  readonly answer: string;
  /** What was judged. */
  readonly code: string;
  readonly quality: Quality;
}

export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** What of an answer is learnt: the code that was judged, in a fence, or all that the model said. */
export type AnswerForm = 'code' | 'raw';

export function promptMessages({ system, user }: Prompt): Message[] {
  const question: Message = { role: 'user', content: user };
  return system === undefined ? [question] : [{ role: 'system', content: system }, question];
}

export function answerMessage({ code, answer }: Example, form: AnswerForm): Message {
  if (form === 'raw') return { role: 'assistant', content: answer };
  const longest = Math.max(2, ...[...code.matchAll(/^\s*(`{3,})/gm)].map(([, ticks]) => ticks?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return { role: 'assistant', content: `${fence}python\n${code.trimEnd()}\n${fence}` };
}

/** Equal for code that differs only in space at the end of lines and in empty lines. */
export function normalCode(code: string): string {
  const lines = code.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '').join('\n');
}
