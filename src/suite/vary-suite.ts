import { canonicalJson, sha256 } from '../core/canonical.ts';
import { UserMistake } from '../core/errors.ts';
import type { Suite, Task, TaskTests } from '../core/task.ts';

/**
 * The suite with other names: in every task that has a `vary` list its entry points, tables and fields are renamed, in
 * prose, tests and references alike, and payloads are drawn by another seed. A model that knows tasks by heart does worse
 * on it than on the original; one that solves them does not. Tasks without a list are left out.
 */
export function varySuite(suite: Suite, seed: number): Suite {
  const tasks = suite.tasks.filter(({ definition }) => Object.keys(definition.vary).length > 0);
  if (tasks.length === 0) {
    throw new UserMistake(`no task of the suite ${suite.name} says what can be renamed`, {
      hint: 'a task.yaml has a list `vary`: a word, and what it may be called instead',
    });
  }
  return {
    ...suite,
    vary: seed,
    seed: suite.seed + 1 + seed,
    fingerprint: sha256(canonicalJson({ suite: suite.fingerprint, vary: seed })),
    tasks: tasks.map((task) => varyTask(task, seed)),
  };
}

export function varyTask(task: Task, seed: number): Task {
  const { definition } = task;
  const rename = renaming(chosenNames(task, seed));
  const tests: TaskTests = {
    functional: rename(task.tests.functional),
    security: rename(task.tests.security),
    fixtures: rename(task.tests.fixtures),
    companion: rename(task.tests.companion),
  };
  return {
    ...task,
    definition: { ...definition, 'entry-points': definition['entry-points'].map(rename), vary: {} },
    problem: rename(task.problem),
    aware: rename(task.aware),
    steps: rename(task.steps),
    explanation: rename(task.explanation),
    tests,
    variants: task.variants.map((variant) => ({ ...variant, code: rename(variant.code) })),
  };
}

/** One of the other names for each word, by the seed. */
function chosenNames({ definition }: Task, seed: number): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(definition.vary).map(([word, others]) => {
      const draw = Number.parseInt(sha256(`vary ${seed} ${definition.id} ${word}`).slice(0, 8), 16);
      return [word, others[draw % others.length] ?? word];
    }),
  );
}

/** All at once, so that a word that another one becomes is not renamed again; whole words only. */
function renaming(names: ReadonlyMap<string, string>): (text: string) => string {
  const words = [...names.keys()].sort((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<![A-Za-z0-9_])(?:${words.join('|')})(?![A-Za-z0-9_])`, 'g');
  return (text) => text.replace(pattern, (word) => names.get(word) ?? word);
}

/** What is wrong with a task's list: a name that is taken, a word that is nowhere, an entry point that keeps its name. */
export function varyFaults(task: Task): string[] {
  const { vary, 'entry-points': entryPoints } = task.definition;
  const words = Object.keys(vary);
  if (words.length === 0) return [];
  const { functional, security, fixtures, companion } = task.tests;
  const texts = [task.problem, functional, security, fixtures, companion, ...task.variants.map(({ code }) => code)];
  const used = new Set(texts.flatMap((text) => text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []));
  const others = words.flatMap((word) => vary[word] ?? []);
  const taken = others.filter((name, index) => used.has(name) || others.indexOf(name) !== index);
  return [
    ...taken.map((name) => `'${name}' is used in the task already, or twice in the list`),
    ...words.filter((word) => !used.has(word)).map((word) => `'${word}' is nowhere in the task`),
    ...entryPoints.filter((name) => !words.includes(name)).map((name) => `the entry point ${name} has no other name`),
  ];
}
