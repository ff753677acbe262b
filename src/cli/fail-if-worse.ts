import { resolve } from 'node:path';
import { UserMistake } from '../core/errors.ts';
import type { Study } from '../core/run.ts';
import type { Side, SidePair } from '../report/compare-rows.ts';
import type { GateResult } from '../report/gate.ts';
import { judgeWorse, pairWithBaseline } from '../report/worse-gate.ts';
import { findRun } from '../store/find-run.ts';
import { readSides, sidesNamed } from './read-sides.ts';

/** Holds the run against its baseline: a side of its own, by name, or another run. */
export async function judgeAgainst(folder: string, baseline: string, runs: string): Promise<GateResult> {
  const own = await readSides([folder]);
  const sides = own.runs.flat();
  const named = sidesNamed(sides, baseline);
  if (named.length > 0) return judgeWorse(pairsWithin(sides, named, baseline), own.family);
  const other = await findBaseline(
    baseline,
    runs,
    sides.map(({ name }) => name),
  );
  if (resolve(other) === resolve(folder)) {
    throw new UserMistake(`--fail-if-worse ${baseline} is the run itself`, {
      hint: 'name an earlier run, or one of its sides',
    });
  }
  const { runs: both, family } = await readSides([other, folder]);
  const [theirs = [], ours = []] = both;
  if (ours.length === 0) throw nothing();
  return judgeWorse(pairWithBaseline(ours, theirs), family);
}

/** Before a run is paid for: the baseline is one of its sides to be, or a run that is there. */
export async function assertBaseline(baseline: string, study: Study, runs: string): Promise<void> {
  const { models, strategies } = study;
  const names = strategies.flatMap(({ mode, strategy }) => [strategy, `${mode}/${strategy}`]);
  if ([...models, ...names].includes(baseline)) return;
  if (models.some((model) => names.includes(baseline.slice(model.length + 1)) && baseline.startsWith(model))) return;
  await findBaseline(baseline, runs, names);
}

async function findBaseline(baseline: string, runs: string, sides: readonly string[]): Promise<string> {
  try {
    return await findRun(runs, baseline);
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    throw new UserMistake(`--fail-if-worse ${baseline} is neither a run nor a side of this one: ${error.message}`, {
      ...(error.hint !== undefined && { hint: `${error.hint}; its sides are ${sides.join(', ')}` }),
    });
  }
}

/** Every other side of a mode with the one of it that is named. */
function pairsWithin(sides: readonly Side[], named: readonly Side[], baseline: string): SidePair[] {
  const modes = named.map(({ mode }) => mode);
  if (new Set(modes).size < modes.length) {
    throw new UserMistake(`--fail-if-worse ${baseline} names several sides of a mode`, {
      hint: `name one of: ${named.map(({ name }) => name).join(', ')}`,
    });
  }
  const pairs = named.flatMap((first) =>
    sides.filter((side) => side !== first && side.mode === first.mode).map((second) => ({ first, second })),
  );
  if (pairs.length === 0) throw nothing();
  return pairs;
}

function nothing(): UserMistake {
  return new UserMistake('--fail-if-worse has nothing to judge: no other side of the mode has code for the headline');
}
