import { UserMistake } from '../core/errors.ts';
import { familiesForInterval } from '../metrics/families.ts';
import {
  type ComparedMetric,
  type Comparison,
  compareSides,
  type Side,
  type SidePair,
  widestMetric,
} from './compare-rows.ts';
import type { GateResult } from './gate.ts';
import { pValueText } from './p-value-text.ts';
import { plainLine } from './plain-text.ts';

/** Below this, after Holm's method, a difference is called real. */
export const significance = 0.05;

/**
 * Holds every side against its baseline: it fails where secure-pass@1 (joint-pass@1 of foreign joint tests) is shown to be worse, paired on the tasks that both
 * did, after Holm's method. What is not shown to be worse passes: few tasks show little. Throws `UserMistake` where the
 * tasks are too few for any test.
 */
export function judgeWorse(pairs: readonly SidePair[], family: (task: string) => string): GateResult {
  const metric = widestMetric(pairs.flatMap(({ first, second }) => [...first.prompts, ...second.prompts]));
  const lines = compareSides(pairs, { metric, family }).map((one, index) => {
    const passed = !isWorse(one);
    return { passed, text: tell(one, metric, passed), ...nameOf(pairs[index]?.second), metric };
  });
  return { passed: lines.every(({ passed }) => passed), lines };
}

function isWorse({ adjusted, difference, ...one }: Comparison): boolean {
  if (adjusted === undefined) {
    throw new UserMistake(
      `--fail-if-worse cannot judge ${plainLine(one.other)}: ${one.families} task families in common with ${plainLine(one.baseline)}, and below ${familiesForInterval} no test says anything`,
      { hint: 'run more tasks, or read the counts of seceval compare instead' },
    );
  }
  return difference < 0 && adjusted < significance;
}

function tell(one: Comparison, metric: ComparedMetric, passed: boolean): string {
  const { other, baseline, first, second, inference, adjusted, families } = one;
  const [lower, upper] = inference?.interval ?? [-1, 1];
  const points = (value: number): string => `${value > 0 ? '+' : ''}${(100 * value).toFixed(1)}`;
  const verdict = passed ? 'not shown to be worse' : 'worse';
  return `${passed ? 'pass' : 'FAIL'}  ${plainLine(other)}: ${metric} is ${(100 * second).toFixed(1)} % against ${(100 * first).toFixed(1)} % of ${plainLine(baseline)}, ${points(second - first)} (${points(lower)} to ${points(upper)}) over ${families} families, p ${pValueText(adjusted ?? 1)}: ${verdict}`;
}

function nameOf(side: Side | undefined): { model: string; mode: string; strategy: string } {
  const [prompt] = side?.prompts ?? [];
  return {
    model: prompt?.model ?? '',
    mode: prompt?.mode ?? '',
    strategy: prompt?.strategy ?? '',
  };
}

/** Each side with the one of the baseline's that asked the same: same strategy, and same model where there are several. */
export function pairWithBaseline(sides: readonly Side[], baselines: readonly Side[]): SidePair[] {
  return sides.map((second) => {
    const sameMode = baselines.filter(({ mode }) => mode === second.mode);
    const sameStrategy = sameMode.filter((side) => nameOf(side).strategy === nameOf(second).strategy);
    const sameModel = sameStrategy.filter((side) => nameOf(side).model === nameOf(second).model);
    const [first, ...more] = [sameModel, sameStrategy, sameMode].find((found) => found.length > 0) ?? [];
    if (first !== undefined && more.length === 0) return { first, second };
    const offered = baselines.map(({ name }) => plainLine(name)).join(', ');
    throw new UserMistake(
      first === undefined
        ? `--fail-if-worse: the baseline has nothing of the mode ${second.mode} for ${plainLine(second.name)}`
        : `--fail-if-worse: several sides of the baseline could be that of ${plainLine(second.name)}`,
      { hint: `its sides are: ${offered || 'none'}` },
    );
  });
}
