import { UserMistake } from '../core/errors.ts';
import type { Materials, TaskView } from '../core/strategy.ts';
import type { Language, Suite, Task, Variant } from '../core/task.ts';
import { chooseExample } from './choose-example.ts';
import { identifyChoices, namedCwe } from './identify-choices.ts';

/** What every strategy may see of a task. `environment` tells in prose what is installed. */
export function viewTask(task: Task, language: Language, environment: string): TaskView {
  const { id, 'entry-points': entryPoints } = task.definition;
  return { id, language, problem: task.problem, entryPoints, environment };
}

/** What a task's materials are made of. */
export interface MaterialSource {
  readonly suite: Pick<Suite, 'tasks' | 'seed'>;
  readonly task: Task;
  /** repair: the variant to be mended. classify: the variant that is shown. */
  readonly shown?: Variant;
}

/** Every material of a task, each made only when it is asked for. */
export function taskMaterials({ suite, task, shown }: MaterialSource): Materials {
  return {
    get aware() {
      return task.aware;
    },
    get steps() {
      return task.steps;
    },
    get cwe() {
      return namedCwe(task.definition.cwe);
    },
    get example() {
      return chooseExample(suite.tasks, task, suite.seed);
    },
    get insecureCode() {
      return shownVariant(task, shown).code;
    },
    get explanation() {
      return task.explanation;
    },
    get shownCode() {
      return shownVariant(task, shown).code;
    },
    get choices() {
      const cwes = suite.tasks.map((other) => other.definition.cwe);
      return identifyChoices(cwes, suite.seed, task.definition.id);
    },
  };
}

function shownVariant(task: Task, shown: Variant | undefined): Variant {
  if (shown !== undefined) return shown;
  throw new UserMistake(`${task.definition.id}: no variant was named, and this strategy shows one`, {
    hint: `name one of ${task.variants.map((variant) => variant.name).join(', ')}`,
  });
}
