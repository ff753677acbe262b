import type { AttemptKey } from '../core/attempt.ts';
import { ModelRequestError, UserMistake } from '../core/errors.ts';
import type { Mode } from '../core/mode.ts';
import type { Model } from '../core/model.ts';
import type { Task, Variant } from '../core/task.ts';

type Kind = Variant['kind'];

/**
 * A model that answers with the suite's own references: sample n with the n-th variant of its kind, modulo their number.
 * To a classify attempt it gives the right answer, whatever its kind. Throws UserMistake for a name that is no kind.
 */
export function createReference(id: string, name: string, tasks: ReadonlyMap<string, Task> | undefined): Model {
  if (name !== 'secure' && name !== 'insecure') {
    throw new UserMistake(`There is no reference "${name}".`, {
      hint: 'It is reference:secure or reference:insecure.',
    });
  }
  if (tasks === undefined) {
    throw new UserMistake(`${id} answers from a suite, and none was given.`, { hint: 'Pass the tasks of the suite.' });
  }
  return {
    id,
    decoding: {},
    identity: { provider: 'reference', kind: name },
    cacheable: false,
    complete: async ({ attempt }) => {
      const task = tasks.get(attempt.task);
      if (task === undefined) throw noAnswer(`${id}: the suite has no task ${attempt.task}`);
      return { text: answers[attempt.mode](task, attempt, name), finish: 'stop', usage: {}, warnings: [] };
    },
  };
}

const answers: Record<Mode, (task: Task, attempt: AttemptKey, kind: Kind) => string> = {
  generate: code,
  repair: code,
  classify: (task, { strategy, shown }) => {
    if (strategy.startsWith('identify')) return JSON.stringify({ cwe: task.definition.cwe });
    if (!strategy.startsWith('detect')) throw noAnswer(`The references have no answer for classify/${strategy}`);
    const variant = task.variants.find((it) => it.name === shown);
    if (variant === undefined) throw noAnswer(`${task.definition.id} has no variant "${shown}"`);
    return JSON.stringify({ vulnerable: variant.kind === 'insecure' ? 'yes' : 'no' });
  },
};

function code(task: Task, { sample }: AttemptKey, kind: Kind): string {
  const variants = task.variants.filter((it) => it.kind === kind);
  const variant = variants[sample % variants.length];
  if (variant === undefined) throw noAnswer(`${task.definition.id} has no ${kind} reference`);
  return `\`\`\`${variant.language}\n${variant.code.trimEnd()}\n\`\`\`\n`;
}

function noAnswer(message: string): ModelRequestError {
  return new ModelRequestError(message, { failure: 'not-recorded', retryable: false });
}
