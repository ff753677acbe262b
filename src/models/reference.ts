import type { AttemptKey } from '../core/attempt.ts';
import { ModelRequestError, UserMistake } from '../core/errors.ts';
import { type ClassifyQuestion, classifyQuestion, type Mode } from '../core/mode.ts';
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
    complete: async ({ attempt, prompt }) => {
      const task = tasks.get(attempt.task);
      if (task === undefined) throw noAnswer(`${id}: the suite has no task ${attempt.task}`);
      const text = answers[attempt.mode]({ task, attempt, kind: name, prompt: prompt.user });
      return { text, finish: 'stop', usage: {}, warnings: [] };
    },
  };
}

interface Question {
  readonly task: Task;
  readonly attempt: AttemptKey;
  readonly kind: Kind;
  readonly prompt: string;
}

const answers: Record<Mode, (question: Question) => string> = {
  generate: code,
  repair: code,
  classify: (question) => {
    const { strategy } = question.attempt;
    const asked = classifyQuestion(strategy);
    if (asked === undefined) throw noAnswer(`The references have no answer for classify/${strategy}`);
    return classifications[asked](question);
  },
};

const classifications: Record<ClassifyQuestion, (question: Question) => string> = {
  identify: ({ task }) => JSON.stringify({ cwe: task.definition.cwe }),
  detect: ({ task, attempt: { shown = '' } }) => {
    const variant = task.variants.find((it) => it.name === shown);
    // A model's own code is named by its kind, too.
    const kind = variant?.kind ?? /^(secure|insecure)-by-/.exec(shown)?.[1];
    if (kind === undefined) throw noAnswer(`${task.definition.id} has no variant "${shown}"`);
    return JSON.stringify({ vulnerable: kind === 'insecure' ? 'yes' : 'no' });
  },
  pair: ({ task, prompt }) => {
    const place = (name: string) => {
      const variant = task.variants.find((it) => it.name === name);
      if (variant === undefined) throw noAnswer(`${task.definition.id} has no variant "${name}"`);
      return prompt.indexOf(variant.code.trim());
    };
    const insecureFirst = place('insecure') < place('secure');
    return JSON.stringify(insecureFirst ? { A: 'yes', B: 'no' } : { A: 'no', B: 'yes' });
  },
};

function code({ task, attempt: { sample }, kind }: Question): string {
  const variants = task.variants.filter((it) => it.kind === kind);
  const variant = variants[sample % variants.length];
  if (variant === undefined) throw noAnswer(`${task.definition.id} has no ${kind} reference`);
  return `\`\`\`${variant.language}\n${variant.code.trimEnd()}\n\`\`\`\n`;
}

function noAnswer(message: string): ModelRequestError {
  return new ModelRequestError(message, { failure: 'not-recorded', retryable: false });
}
