import type { AttemptKey } from './core/attempt.ts';
import type { Completion } from './core/completion.ts';
import { UserMistake } from './core/errors.ts';
import type { Judge, Submission } from './core/judge.ts';
import type { Model, Prompt } from './core/model.ts';
import type { Extraction, Strategy } from './core/strategy.ts';
import type { Suite, Task, Variant } from './core/task.ts';
import type { Parts, ReadAnswer } from './runner/parts.ts';
import { extractCode } from './strategies/extract-code.ts';
import { type ClassifyStrategy, readClassification } from './strategies/read-classification.ts';
import { findStrategy, renderPrompt } from './strategies/registry.ts';
import { expectedAnswers, isCorrect } from './strategies/score-classification.ts';
import { taskMaterials, viewTask } from './strategies/task-materials.ts';

export interface AttemptPartsOptions {
  readonly suite: Suite;
  /** What a prompt tells of the environment. */
  readonly environment: string;
  readonly models: ReadonlyMap<string, Model>;
  readonly judge: Pick<Judge, 'judge'>;
  /** Templates in place of the strategies' own, by `mode/strategy`. */
  readonly templates?: ReadonlyMap<string, string>;
}

/** What the runner works with, made of a suite, its strategies, models and a judge. */
export function attemptParts(options: AttemptPartsOptions): Parts {
  const { suite, models, judge } = options;
  const tasks = new Map(suite.tasks.map((task) => [task.definition.id, task]));
  const taskOf = (attempt: AttemptKey): Task => knownTask(tasks, attempt.task);
  return {
    models,
    judge,
    render: (attempt) => renderAttempt(options, taskOf(attempt), attempt),
    extract: (attempt, completion): Extraction =>
      extractCode(completion, { entryPoints: taskOf(attempt).definition['entry-points'] }),
    readAnswer: (attempt, completion) => readAnswer(suite, taskOf(attempt), attempt, completion),
    submission: (attempt, code): Submission => ({
      task: taskOf(attempt),
      language: 'python',
      code,
      seed: suite.seed,
    }),
    now: () => new Date(),
  };
}

/** The prompt of an attempt. Also what `seceval prompt` prints. */
export function renderAttempt(
  options: Pick<AttemptPartsOptions, 'suite' | 'environment' | 'templates'>,
  task: Task,
  attempt: Pick<AttemptKey, 'mode' | 'strategy' | 'shown'>,
): Prompt {
  const strategy: Strategy = findStrategy(attempt.mode, attempt.strategy);
  const template = options.templates?.get(`${attempt.mode}/${attempt.strategy}`);
  const shown = attempt.shown === undefined ? undefined : variantOf(task, attempt.shown);
  return renderPrompt({
    strategy,
    view: viewTask(task, 'python', options.environment),
    materials: taskMaterials({ suite: options.suite, task, ...(shown && { shown }) }),
    ...(template !== undefined && { template }),
  });
}

export function readAnswer(suite: Suite, task: Task, attempt: AttemptKey, completion: Completion): ReadAnswer {
  const strategy: ClassifyStrategy = attempt.strategy.startsWith('identify') ? 'identify' : 'detect';
  const variant = variantOf(task, attempt.shown ?? 'insecure');
  const expected = expectedAnswers(strategy, { variant, definition: task.definition });
  const choices = strategy === 'identify' ? taskMaterials({ suite, task, shown: variant }).choices : [];
  const { answer } = readClassification(completion, { strategy, choices });
  return { ...(answer !== undefined && { answer }), expected, correct: isCorrect(answer, expected) };
}

export function variantOf(task: Task, name: string): Variant {
  const variant = task.variants.find((one) => one.name === name);
  if (variant) return variant;
  throw new UserMistake(`${task.definition.id} has no variant '${name}'`, {
    hint: `it has ${task.variants.map((one) => one.name).join(', ')}`,
  });
}

function knownTask(tasks: ReadonlyMap<string, Task>, id: string): Task {
  const task = tasks.get(id);
  if (task) return task;
  throw new UserMistake(`the task ${id} is no longer in the suite`);
}
