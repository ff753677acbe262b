import { UserMistake } from '../core/errors.ts';
import type { ClassifyAnswer } from '../core/strategy.ts';
import type { TaskDefinition, Variant } from '../core/task.ts';
import type { ClassifyStrategy } from './read-classification.ts';

export interface ShownCode {
  readonly variant: Pick<Variant, 'kind' | 'name'>;
  readonly definition: Pick<TaskDefinition, 'id' | 'labels'>;
}

/** The answers that count as right when this variant was shown. */
export function expectedAnswers(strategy: ClassifyStrategy, { variant, definition }: ShownCode): readonly string[] {
  if (strategy === 'detect') return [variant.kind === 'insecure' ? 'vulnerable' : 'secure'];
  if (variant.kind === 'insecure') return definition.labels;
  throw new UserMistake(`identify cannot show ${definition.id}/${variant.name}: it has no weakness`, {
    hint: 'name an insecure variant',
  });
}

/** A missing answer is wrong, and so is one outside the list. */
export function isCorrect(answer: ClassifyAnswer['answer'], expected: readonly string[]): boolean {
  return answer !== undefined && expected.includes(answer);
}
