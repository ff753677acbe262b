import type { CweId } from '../core/cwe.ts';
import { UserMistake } from '../core/errors.ts';
import type { Material, Materials, TaskView } from '../core/strategy.ts';
import type { Language, Suite, Task, Variant } from '../core/task.ts';
import { chooseContrast, chooseExample, chooseExamples } from './choose-example.ts';
import { identifyChoices, namedCwe } from './identify-choices.ts';
import { seededOrder } from './seeded-order.ts';

/** What is told of a place where nothing will run: the same on every machine, whatever is built there. */
const noPlace = 'Python 3, with the standard library and the libraries that the problem uses.';

/** What every strategy may see of a task. `environment` tells in prose what is installed. */
export function viewTask(task: Task, language: Language, environment: string): TaskView {
  const { id, 'entry-points': entryPoints, oracle } = task.definition;
  const place = oracle === 'static-only' || oracle === 'none' ? noPlace : environment;
  return { id, language, problem: task.problem, entryPoints, environment: place };
}

/** What is found out about code by reading or attacking it. Each may take its time, and fail with a `HarnessFault`. */
export interface Examiner {
  findings(code: string): Promise<Materials['findings']>;
  /** The attacks of tests marked `reveal` that succeed on it. */
  exploits(task: Task, code: string): Promise<Materials['exploits']>;
}

/** What a task's materials are made of. */
export interface MaterialSource {
  readonly suite: Pick<Suite, 'tasks' | 'seed'>;
  readonly task: Task;
  /** repair: the code to be mended, a variant or a model's own. classify: the code that is shown. */
  readonly shown?: Pick<Variant, 'code'>;
  readonly examiner?: Examiner;
  /** identify: what to choose among, in place of the suite's own weaknesses. */
  readonly choices?: readonly CweId[];
}

/** Every material, or what will become one. */
export type OfferedMaterials = { readonly [Name in Material]: Materials[Name] | Promise<Materials[Name]> };

/** Every material of a task, each made only when it is asked for. */
export function taskMaterials({ suite, task, shown, examiner, choices }: MaterialSource): OfferedMaterials {
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
      return identifyChoices({ suite, task, choices });
    },
    get examples() {
      return chooseExamples(suite.tasks, task, suite.seed);
    },
    get contrast() {
      return chooseContrast(suite.tasks, task, suite.seed);
    },
    get findings() {
      return neededExaminer(examiner).findings(shownVariant(task, shown).code);
    },
    get exploits() {
      // generate shows no code: the insecure reference tells what an attack on this task gains.
      return neededExaminer(examiner).exploits(task, (shown ?? namedVariant(task, 'insecure')).code);
    },
    get pair() {
      const [first, second] = pairOrder(suite.seed, task.definition.id).map((name) => namedVariant(task, name).code);
      return [first ?? '', second ?? ''] as const;
    },
  };
}

export function neededExaminer(examiner: Examiner | undefined): Examiner {
  if (examiner !== undefined) return examiner;
  throw new UserMistake(
    'this strategy shows what was found out about code, and nothing is at hand that could find out',
  );
}

/** The two versions that \`pair\` shows, in an order that looks random from task to task. */
export function pairOrder(seed: number, taskId: string): readonly ['insecure' | 'secure', 'insecure' | 'secure'] {
  const [first] = seededOrder(['insecure', 'secure'] as const, (name) => name, [seed, taskId, 'pair']);
  return first === 'insecure' ? ['insecure', 'secure'] : ['secure', 'insecure'];
}

function namedVariant(task: Task, name: string): Variant {
  const variant = task.variants.find((one) => one.name === name);
  if (variant !== undefined) return variant;
  throw new UserMistake(`${task.definition.id} has no variant named ${name}`, { hint: 'leave this task out' });
}

function shownVariant(task: Task, shown: Pick<Variant, 'code'> | undefined): Pick<Variant, 'code'> {
  if (shown !== undefined) return shown;
  throw new UserMistake(`${task.definition.id}: no variant was named, and this strategy shows one`, {
    hint: `name one of ${task.variants.map((variant) => variant.name).join(', ')}`,
  });
}
