import type { Study } from './core/run.ts';
import type { Suite, Task } from './core/task.ts';
import type { ShownCode } from './own-code.ts';
import { type Plan, planStudy } from './runner/1-plan.ts';
import { showings } from './runner/showings.ts';
import type { StrategyBook } from './strategies/registry.ts';
import { showsExploits, whyNoExploits } from './strategies/shows-exploits.ts';
import type { Examiner } from './strategies/task-materials.ts';
import { variantOf } from './variant-of.ts';

export interface PlanRunOptions {
  readonly study: Study;
  readonly suite: Pick<Suite, 'tasks' | 'name'>;
  readonly strategies: StrategyBook;
  readonly examiner: Examiner;
  readonly own: readonly ShownCode[];
  readonly whyNot: (task: Task) => string | undefined;
}

/** Marks the strategies that show what attacks gained: their answers are judged by the other tests. */
export function markStrategies(study: Study, strategies: StrategyBook): Study {
  return {
    ...study,
    strategies: study.strategies.map(({ mode, strategy }) => ({
      mode,
      strategy,
      ...(showsExploits(strategies.find(mode, strategy)) && { unrevealed: true }),
    })),
  };
}

/** Whether a strategy of the study shows what static analysers find. */
export function showsFindings(study: Study, strategies: StrategyBook): boolean {
  return study.strategies.some(({ mode, strategy }) => {
    const { needs, followUp } = strategies.find(mode, strategy);
    return needs.includes('findings') || followUp?.feedback === 'analysis';
  });
}

/**
 * The plan of a run. What attacks gain is found out beforehand for strategies that show it: where none of them succeeds
 * that may be told, there is nothing to tell, and the attempt is not made.
 */
export async function planRun(options: PlanRunOptions): Promise<Plan> {
  const { study, suite, whyNot, own } = options;
  const reasons = await reasonsAgainst(options);
  return planStudy({
    study,
    suite,
    whyNot,
    own,
    whyNotShown: (task, { mode, strategy }, { model, shown }) =>
      lacksText(task, options.strategies.find(mode, strategy).needs) ??
      lacksChoice(task, options.strategies.find(mode, strategy).needs, study.choices) ??
      reasons.get(placeOf(task, `${mode}/${strategy}`, shown === undefined ? '' : `${model} ${shown}`)),
  });
}

/** Records of other data sets often have no text of a kind: a prompt with a hole in it would measure something else. */
function lacksText(task: Task, needs: readonly string[]): string | undefined {
  const missing = (['aware', 'steps', 'explanation'] as const).find(
    (name) => needs.includes(name) && task[name].trim() === '',
  );
  return missing === undefined ? undefined : `it has no ${missing}.md, which this strategy shows`;
}

/** A question without a right answer among those offered is none. */
function lacksChoice(task: Task, needs: readonly string[], choices: Study['choices']): string | undefined {
  if (choices === undefined || !needs.includes('choices')) return undefined;
  if (task.definition.labels.some((label) => choices.includes(label))) return undefined;
  return `none of its weaknesses is among the ${choices.length} of the closed list`;
}

async function reasonsAgainst(options: PlanRunOptions): Promise<Map<string, string>> {
  const { study, suite, whyNot, own } = options;
  const reasons = new Map<string, string>();
  const wanted = new Set(study.tasks);
  const tasks = suite.tasks.filter((task) => wanted.has(task.definition.id) && whyNot(task) === undefined);
  const telling = study.strategies.filter(({ unrevealed }) => unrevealed);
  const checks = tasks.flatMap((task) =>
    telling.flatMap((pair) =>
      showings(pair, { study, task: task.definition.id, own }).map(async ({ model, shown }) => {
        const place = placeOf(task, `${pair.mode}/${pair.strategy}`, shown === undefined ? '' : `${model} ${shown}`);
        const reason = whyNoExploits(task) ?? (await whyNothingGained(task, { model, shown }, options));
        if (reason !== undefined) reasons.set(place, reason);
      }),
    ),
  );
  await Promise.all(checks);
  return reasons;
}

async function whyNothingGained(
  task: Task,
  { model, shown }: { readonly model: string; readonly shown?: string | undefined },
  { own, examiner }: PlanRunOptions,
): Promise<string | undefined> {
  const written = own.find((one) => one.task === task.definition.id && one.model === model && one.shown === shown);
  const code = written?.code ?? variantOf(task, shown ?? 'insecure').code;
  const exploits = await examiner.exploits(task, code);
  return exploits.length > 0 ? undefined : `no attack that may be told succeeds on '${shown ?? 'insecure'}'`;
}

function placeOf(task: Task, strategy: string, showing: string): string {
  return JSON.stringify([task.definition.id, strategy, showing]);
}
