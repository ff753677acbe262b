import type { Study } from '../../core/run.ts';
import type { Suite } from '../../core/task.ts';
import type { StudyEstimate } from '../../estimate-study.ts';
import { detectableDifference, type PowerAssumptions } from '../../metrics/detectable-difference.ts';
import { openSuite } from '../../open-suite.ts';
import { plainLine } from '../../report/plain-text.ts';
import { plural, showCount } from '../../report/show-metric.ts';
import { fitWidth, padWidth } from '../../report/terminal/display-width.ts';
import { wrapText } from '../../report/terminal/wrap-text.ts';
import { type EstimateFlags, estimateOf, namedModels } from '../estimate-options.ts';
import { openStudy } from '../open-study.ts';
import { duration } from '../progress-text.ts';
import { chosenVary, numberFlag } from '../study-options.ts';

export interface PlanFlags extends EstimateFlags {
  readonly suite: string;
  readonly runs: string;
  readonly baseRate: string;
  readonly withinTask: string;
  readonly withinFamily: string;
  readonly json?: boolean;
}

/** Below which p-value `compare` calls a difference real. */
const significance = 0.05;
/** Below this many families `compare` gives counts only. */
const fewestFamilies = 8;
/** With more sides, `compare` sets all against the first only. */
const mostForAllPairs = 5;

interface Detectable extends PowerAssumptions {
  readonly families: number;
  readonly tasks: number;
  /** Comparisons in the table of `compare`. */
  readonly comparisons: number;
  /** A difference of shares; absent where none would be found in 80 of 100 studies. */
  readonly single?: number;
  /** The same for the first of all comparisons that Holm's method tests. */
  readonly ofTable?: number;
}

/** `plan`: what a study takes, and what it can show, before a model is asked. */
export async function plan(flags: PlanFlags): Promise<void> {
  const suite = await openSuite(flags.suite, chosenVary(flags));
  const models = namedModels(flags);
  const opened = await openStudy(flags, { suite, models });
  const share = (flag: string, text: string) => numberFlag(flag, text, { least: 0, most: 1 }) ?? 0;
  const assumptions = {
    baseRate: share('--base-rate', flags.baseRate),
    withinTask: share('--within-task', flags.withinTask),
    withinFamily: share('--within-family', flags.withinFamily),
  };
  const estimate = await estimateOf(flags, { suite, models, opened });
  const detectable = detect(opened.study, suite, assumptions);
  process.stdout.write(
    flags.json
      ? `${JSON.stringify({ study: opened.study, estimate, detectable }, null, 2)}\n`
      : tell(opened.study, estimate, detectable),
  );
}

function detect(study: Study, suite: Suite, assumptions: PowerAssumptions): Detectable | undefined {
  const chosen = new Set(study.tasks);
  const families = new Map<string, number>();
  for (const { definition } of suite.tasks) {
    if (!chosen.has(definition.id) || definition.fit !== 'strong') continue;
    families.set(definition.family, (families.get(definition.family) ?? 0) + 1);
  }
  const sizes = [...families.values()];
  const comparisons = comparisonsOf(study);
  if (comparisons === 0) return undefined;
  const base = {
    ...assumptions,
    families: sizes.length,
    tasks: sizes.reduce((sum, size) => sum + size, 0),
    comparisons,
  };
  if (sizes.length < fewestFamilies) return base;
  const found = (level: number) =>
    detectableDifference({
      ...assumptions,
      families: sizes,
      samples: study.samples,
      significance: level,
      seed: suite.seed,
    });
  const single = found(significance);
  const ofTable = comparisons > 1 ? found(significance / comparisons) : undefined;
  return { ...base, ...(single !== undefined && { single }), ...(ofTable !== undefined && { ofTable }) };
}

/** As `compare` would set the sides of this study against each other: only those of the same mode. */
function comparisonsOf({ models, strategies }: Study): number {
  const sides = (['generate', 'repair'] as const).map(
    (mode) => models.length * strategies.filter((one) => one.mode === mode).length,
  );
  const all = sides.reduce((sum, count) => sum + count, 0);
  if (all > mostForAllPairs) return Math.max(0, (sides.find((count) => count > 0) ?? 0) - 1);
  return sides.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}

function tell(study: Study, estimate: StudyEstimate, detectable: Detectable | undefined): string {
  const columns = process.stdout.columns ?? 80;
  const wrap = (text: string, first = '') =>
    wrapText(plainLine(text), { columns, first, rest: ' '.repeat(first.length) });
  const asked = `${plural(estimate.attempts, 'attempt')}: ${plural(study.models.length, 'model')} × ${plural(study.strategies.length, 'strategy', 'strategies')} × ${plural(study.tasks.length, 'task')} × ${plural(study.samples, 'sample')}`;
  const unpriced =
    estimate.unpriced.length === 0
      ? ''
      : `, and what ${estimate.unpriced.join(', ')} cost, for which no price is known (--prices FILE)`;
  return `${[
    ...wrap(asked),
    '',
    ...table(estimate, columns),
    '',
    ...wrap(`About $${estimate.costUsd.toFixed(2)}${unpriced}, in ${duration(estimate.hours * 3600)}.`),
    ...wrap(`Assumed: ${estimate.assumptions.join('; ')}.`, '  '),
    '',
    ...tellDetectable(detectable).flatMap((line, index) => wrap(line, index === 0 ? '' : '  ')),
  ].join('\n')}\n`;
}

function table({ models }: StudyEstimate, columns: number): string[] {
  const rows = [
    ['', 'requests', 'tokens in', 'tokens out', 'cost', 'time'],
    ...models.map(({ model, requests, inputTokens, outputTokens, costUsd, hours }) => [
      plainLine(model),
      ...[requests, inputTokens, outputTokens].map(showCount),
      costUsd === undefined ? 'unknown' : `$${costUsd.toFixed(2)}`,
      requests === 0 ? '–' : duration(hours * 3600),
    ]),
  ];
  const widths = [1, 2, 3, 4, 5].map((index) => Math.max(...rows.map((row) => row[index]?.length ?? 0)));
  const names = Math.max(8, columns - widths.reduce((sum, width) => sum + width + 2, 0));
  const nameWidth = Math.min(names, Math.max(...rows.map(([name = '']) => [...name].length)));
  return rows.map(([name = '', ...cells]) =>
    [padWidth(fitWidth(name, nameWidth), nameWidth), ...cells.map((cell, index) => cell.padStart(widths[index] ?? 0))]
      .join('  ')
      .trimEnd(),
  );
}

function tellDetectable(detectable: Detectable | undefined): string[] {
  if (detectable === undefined)
    return ['There is nothing to compare: one model with one strategy whose answers are code.'];
  const { families, tasks, comparisons, single, ofTable, baseRate, withinTask, withinFamily } = detectable;
  const over = `${plural(tasks, 'task')} of ${plural(families, 'family', 'families')}`;
  if (families < fewestFamilies)
    return [`With ${over}, compare gives counts only: it takes ${fewestFamilies} families to tell a difference.`];
  const points = (share: number) => `${(100 * share).toFixed(0)} points`;
  const told =
    single === undefined
      ? `With ${over}, no gain in secure-pass@1 would be found with 80 % power.`
      : `With ${over}, a gain in secure-pass@1 of ${points(single)} or more is found with 80 % power.`;
  const both =
    comparisons < 2
      ? []
      : [
          `As the first of ${comparisons} comparisons (Holm): ${ofTable === undefined ? 'none' : `${points(ofTable)} or more`}.`,
        ];
  return [
    told,
    ...both,
    `Assumed: a base rate of ${baseRate} (--base-rate); two answers to one task correlate by ${withinTask} (--within-task), the luck of tasks of one family by ${withinFamily} (--within-family); the test of compare, p < ${significance}, simulated 400 times with the suite's seed.`,
  ];
}
