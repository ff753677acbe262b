import { type AttemptKey, attemptId } from '../core/attempt.ts';
import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { OwnCode } from '../core/own-code.ts';
import type { Manifest, Study } from '../core/run.ts';
import { isSettled, type LoggedTurn, type RunState } from '../core/run-state.ts';
import type { Suite, Task } from '../core/task.ts';
import { type Showing, showings, variantsShown } from './showings.ts';

export interface Plan {
  readonly attempts: readonly AttemptKey[];
  readonly skipped: Manifest['skipped'];
}

export interface PlanRequest {
  readonly study: Study;
  readonly suite: Pick<Suite, 'tasks' | 'name'>;
  /** Why this machine cannot run a task; undefined when it can. */
  readonly whyNot?: (task: Task) => string | undefined;
  /** Why a strategy has nothing to tell of a task, or of code of it; undefined when it has. */
  readonly whyNotShown?: (task: Task, strategy: StrategyPair, showing: Showing) => string | undefined;
  /** Code of models of the runs that the study names (`from`). */
  readonly own?: readonly OwnCode[];
}

type StrategyPair = Pick<Study['strategies'][number], 'mode' | 'strategy'>;

/** An attempt without a result. With `blob` its completion is there, and only the judging is missing. */
export interface OpenAttempt {
  readonly attempt: AttemptKey;
  readonly blob?: string | undefined;
  /** The turns of its conversation that are in the log. */
  readonly turns?: readonly LoggedTurn[] | undefined;
}

/**
 * Every attempt of a study in a fixed order: sample by sample, task by task, so that whatever part of it gets done
 * compares models and strategies on the same tasks.
 */
export function planStudy(request: PlanRequest): Plan {
  const { study, suite, whyNot } = request;
  const skipped: { task: string; reason: string }[] = [];
  const tasks: Task[] = [];
  for (const id of new Set(study.tasks)) {
    const task = findTask(suite, id);
    const reason = whyNot?.(task) ?? lacksVariant(task, study);
    if (reason === undefined) tasks.push(task);
    else skipped.push({ task: id, reason });
  }
  const rounds = tasks.map((task) => oneSample(task, request, skipped));
  // By id: a model or strategy that is named twice is still asked once.
  const attempts = new Map<string, AttemptKey>();
  for (let sample = 0; sample < study.samples; sample++) {
    for (const key of rounds.flat()) attempts.set(attemptId({ ...key, sample }), { ...key, sample });
  }
  return { attempts: [...attempts.values()], skipped };
}

/** The attempts of one sample of a task, in the order of the study; what has nothing to tell is told in `skipped`. */
function oneSample(task: Task, { study, whyNotShown, own = [] }: PlanRequest, skipped: Manifest['skipped']) {
  const { id } = task.definition;
  const reasons = new Set<string>();
  const keys = study.strategies.flatMap(({ mode, strategy }) =>
    showings({ mode, strategy }, { study, task: id, own }).flatMap((showing): Omit<AttemptKey, 'sample'>[] => {
      const { model, shown } = showing;
      const reason = whyNotShown?.(task, { mode, strategy }, showing);
      if (reason === undefined) return [{ task: id, mode, strategy, model, ...(shown && { shown }) }];
      reasons.add(`${mode}/${strategy}: ${reason}`);
      return [];
    }),
  );
  skipped.push(...[...reasons].map((reason) => ({ task: id, reason })));
  return keys;
}

/** What a run still lacks, given its events so far; attempts that only wait for their judging, or for a better one, come first. */
export function openAttempts(plan: Pick<Plan, 'attempts'>, earlier: RunState | undefined): OpenAttempt[] {
  const answered: OpenAttempt[] = [];
  const unanswered: OpenAttempt[] = [];
  for (const attempt of plan.attempts) {
    const state = earlier?.attempts.get(attemptId(attempt));
    if (state !== undefined && isSettled(state)) continue;
    const blob = state?.completed?.blob;
    const turns = state?.turns.length ? { turns: state.turns } : {};
    if (blob === undefined) unanswered.push({ attempt, ...turns });
    else answered.push({ attempt, blob, ...turns });
  }
  return [...answered, ...unanswered];
}

function lacksVariant(task: Task, study: Study): string | undefined {
  const needed = study.strategies.flatMap(({ mode, strategy }) => variantsShown({ mode, strategy }, study));
  const names = needed.flatMap((shown) => shown?.split('+') ?? []);
  const missing = names.find((name) => !task.variants.some((variant) => variant.name === name));
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
