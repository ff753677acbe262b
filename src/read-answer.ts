import { type AttemptKey, shownPair } from './core/attempt.ts';
import type { Completion } from './core/completion.ts';
import type { CweId } from './core/cwe.ts';
import { UserMistake } from './core/errors.ts';
import { classifyQuestion } from './core/mode.ts';
import type { Suite, Task, Variant } from './core/task.ts';
import type { ReadAnswer } from './runner/parts.ts';
import { identifyChoices } from './strategies/identify-choices.ts';
import { readClassification } from './strategies/read-classification.ts';
import { readPair } from './strategies/read-pair.ts';
import { expectedAnswers, isCorrect } from './strategies/score-classification.ts';
import { pairOrder } from './strategies/task-materials.ts';
import { variantOf } from './variant-of.ts';

/** What an attempt is about, whoever makes it. */
export type Shown = Pick<AttemptKey, 'task' | 'mode' | 'strategy' | 'shown'> & { readonly model?: string };

export interface ReadAnswerOptions {
  readonly suite: Pick<Suite, 'tasks' | 'seed'>;
  readonly task: Task;
  readonly attempt: Shown;
  /** A model's own code, where that was shown. */
  readonly own?: Pick<Variant, 'kind'> | undefined;
  /** identify: what was to choose among, in place of the suite's own weaknesses. */
  readonly choices?: readonly CweId[] | undefined;
}

/** Reads an answer of the mode `classify`, and says whether it is right. */
export function readAnswer(completion: Completion, options: ReadAnswerOptions): ReadAnswer {
  const { suite, task, attempt } = options;
  const question = classifyQuestion(attempt.strategy) ?? 'detect';
  const { id } = task.definition;
  if (question === 'pair') {
    const [first] = pairOrder(suite.seed, id);
    return scored(readPair(completion, { insecureFirst: first === 'insecure' }).answer, ['both-right']);
  }
  const shown = attempt.shown ?? 'insecure';
  if (shown === shownPair) throw new UserMistake(`classify/${attempt.strategy} shows one version, not ${shownPair}`);
  const variant = options.own === undefined ? variantOf(task, shown) : { kind: options.own.kind, name: shown };
  const expected = expectedAnswers(question, { variant, definition: task.definition });
  const choices = question === 'identify' ? identifyChoices(options) : [];
  return scored(readClassification(completion, { strategy: question, choices }).answer, expected);
}

function scored(answer: string | undefined, expected: readonly string[]): ReadAnswer {
  return { ...(answer !== undefined && { answer }), expected, correct: isCorrect(answer, expected) };
}
