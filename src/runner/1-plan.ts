import { type AttemptKey, attemptId } from '../core/attempt.ts';
import { UserMistake } from '../core/errors.ts';
import type { Mode } from '../core/mode.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { Manifest, Study } from '../core/run.ts';
import { isSettled, type RunState } from '../core/run-state.ts';
import type { Suite, Task } from '../core/task.ts';

export interface Plan {
  readonly attempts: readonly AttemptKey[];
  readonly skipped: Manifest['skipped'];
}

export interface PlanRequest {
  readonly study: Study;
  readonly suite: Pick<Suite, 'tasks' | 'name'>;
  /** Why this machine cannot run a task; undefined when it can. */
  readonly whyNot?: (task: Task) => string | undefined;
}

/** An attempt without a result. With `blob` its completion is there, and only the judging is missing. */
export interface OpenAttempt {
  readonly attempt: AttemptKey;
  readonly blob?: string | undefined;
}

/**
 * Every attempt of a study in a fixed order: sample by sample, task by task, so that whatever part of it gets done
 * compares models and strategies on the same tasks.
 */
export function planStudy({ study, suite, whyNot }: PlanRequest): Plan {
  const skipped: { task: string; reason: string }[] = [];
  const tasks: Task[] = [];
  for (const id of new Set(study.tasks)) {
    const task = findTask(suite, id);
    const reason = whyNot?.(task) ?? lacksVariant(task, study);
    if (reason === undefined) tasks.push(task);
    else skipped.push({ task: id, reason });
  }
  // By id: a model or strategy that is named twice is still asked once.
  const attempts = new Map<string, AttemptKey>();
  for (let sample = 0; sample < study.samples; sample++) {
    for (const task of tasks) {
      for (const { mode, strategy } of study.strategies) {
        for (const shown of shownVariants(mode, strategy)) {
          for (const model of study.models) {
            const key = { task: task.definition.id, mode, strategy, model, sample, ...(shown && { shown }) };
            attempts.set(attemptId(key), key);
          }
        }
      }
    }
  }
  return { attempts: [...attempts.values()], skipped };
}

/** What a run still lacks, given its events so far; attempts that only wait for their judging, or for a better one, come first. */
export function openAttempts(plan: Pick<Plan, 'attempts'>, earlier: RunState | undefined): OpenAttempt[] {
  const answered: OpenAttempt[] = [];
  const unanswered: OpenAttempt[] = [];
  for (const attempt of plan.attempts) {
    const state = earlier?.attempts.get(attemptId(attempt));
    if (state !== undefined && isSettled(state)) continue;
    const blob = state?.completed?.blob;
    if (blob === undefined) unanswered.push({ attempt });
    else answered.push({ attempt, blob });
  }
  return [...answered, ...unanswered];
}

/** The variants that are put before a model, one attempt for each; `undefined` shows none. */
function shownVariants(mode: Mode, strategy: string): readonly (string | undefined)[] {
  if (mode === 'generate') return [undefined];
  if (mode === 'repair') return ['insecure'];
  // `detect-reasoned` shows what `detect` shows: the stem decides.
  const stem = strategy.split('-')[0];
  if (stem === 'detect') return ['secure', 'insecure'];
  if (stem === 'identify') return ['insecure'];
  throw new UserMistake(`there is no rule which code the strategy classify/${strategy} shows`, {
    hint: 'the names of classify strategies begin with detect or identify',
  });
}

function lacksVariant(task: Task, study: Study): string | undefined {
  const needed = study.strategies.flatMap(({ mode, strategy }) => shownVariants(mode, strategy));
  const missing = needed.find((name) => name !== undefined && !task.variants.some((variant) => variant.name === name));
  return missing === undefined ? undefined : `it has no variant named '${missing}'`;
}

function findTask(suite: PlanRequest['suite'], id: string): Task {
  const task = suite.tasks.find(({ definition }) => definition.id === id);
  if (task !== undefined) return task;
  const near = nearestMatch(
    id,
    suite.tasks.map(({ definition }) => definition.id),
  );
  throw new UserMistake(`there is no task '${id}' in the suite ${suite.name}`, {
    hint: near === undefined ? 'seceval suite list names them all' : `did you mean ${near}?`,
  });
}
