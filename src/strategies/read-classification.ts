import type { Completion } from '../core/completion.ts';
import type { ClassifyQuestion } from '../core/mode.ts';
import type { ClassifyAnswer, Materials } from '../core/strategy.ts';
import type { AnswerReader } from './classification/answer-reader.ts';
import { detectAnswer } from './classification/detect-answer.ts';
import { identifyAnswer } from './classification/identify-answer.ts';
import { jsonAnswers } from './classification/json-answers.ts';
import { answerText } from './extraction/answer-text.ts';

export type ClassifyStrategy = Exclude<ClassifyQuestion, 'pair'>;

const readers: Readonly<Record<ClassifyStrategy, (choices: Materials['choices']) => AnswerReader>> = {
  detect: () => detectAnswer,
  identify: identifyAnswer,
};

export interface ReadClassificationOptions {
  readonly strategy: ClassifyStrategy;
  /** The list that was shown, to read an answer that gives a name without its number; empty for `detect`. */
  readonly choices: Materials['choices'];
}

/**
 * Reads `vulnerable` or `secure`, or a weakness, out of an answer: from JSON, else from words that leave no doubt.
 * A weakness outside the list is returned too: it is a wrong answer, not a missing one.
 */
export function readClassification(
  completion: Pick<Completion, 'text' | 'finish'>,
  { strategy, choices }: ReadClassificationOptions,
): ClassifyAnswer {
  const { text, stillReasoning } = answerText(completion.text);
  const wasCut = completion.finish === 'length';
  if (completion.finish === 'filtered') return unread('the provider withheld the answer');
  if (wasCut && stillReasoning) return unread('the token limit was spent on reasoning');
  const reader = readers[strategy](choices);

  // 1. JSON, the format that was asked for. Of several the last one that can be read: earlier ones are drafts.
  const inJson = jsonAnswers(text, reader.keys);
  const read = inJson.map((value) => reader.value(value)).findLast((value) => value !== undefined);
  if (read !== undefined) return { answer: read, detail: 'JSON' };

  // 2. An answer that is announced (`Answer: yes`). What was cut off before one was still weighing.
  const announced = reader.declared(text).findLast((value) => value !== '');
  if (announced !== undefined) return { answer: announced, detail: 'announced' };
  if (inJson.length > 0) return unread(`"${inJson.at(-1)}" is not ${reader.expected}`);
  if (wasCut) return unread('the token limit was reached before an answer');

  // 3. A text that is nothing but the answer, or prose, if all that it says agrees.
  const whole = reader.value(text);
  const mentioned = whole === undefined ? [...new Set(reader.mentioned(text))] : [whole];
  if (mentioned.length === 1) return { answer: mentioned[0], detail: 'prose' };
  if (mentioned.length > 1) return unread(`contradictory: ${mentioned.slice(0, 5).join(', ')}`);
  return unread(text.trim() === '' ? 'the answer is empty' : `the answer does not say ${reader.expected}`);
}

function unread(detail: string): ClassifyAnswer {
  return { answer: undefined, detail };
}
