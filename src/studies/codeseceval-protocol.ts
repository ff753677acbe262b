import { UserMistake } from '../core/errors.ts';
import type { Manifest } from '../core/run.ts';
import type { Suite, TaskDefinition } from '../core/task.ts';
import { experiments } from './study-table.ts';

const samples = 10;
const cpuSeconds = 5;
/** How many problems each subset of the 2024 release has. */
const sizes = { SecEvalBase: 67, SecEvalPlus: 113 } as const;
type Subset = keyof typeof sizes;

/** The subset of a record of CodeSecEval by its ID: those of the first half end in their source. */
export function subsetOf({ origin }: Pick<TaskDefinition, 'origin'>): Subset | undefined {
  if (origin?.format !== 'codeseceval') return undefined;
  return /_(?:author|codeql|mitre|sonar)_\d+(?:\.py)?$/.test(origin.record) ? 'SecEvalBase' : 'SecEvalPlus';
}

/**
 * The groups of columns in which a run can stand beside CodeSecEval's tables. Throws UserMistake, with the first reason,
 * where it can in none: another data set, other limits, another number of samples, changed or missing problems.
 */
export function comparableSubsets(manifest: Manifest, suite: Suite | undefined): ReadonlySet<string> {
  const { study } = manifest;
  const refuse = (reason: string, hint: string): never => {
    throw new UserMistake(`--beside codeseceval-2024 would be no comparison: ${reason}`, { hint });
  };
  const again = 'docs/guide/papers.md says which run can stand beside the tables';
  if (suite === undefined) return refuse(`the suite ${manifest.suite.name} of this run cannot be opened`, again);
  if (suite.fingerprint !== manifest.suite.fingerprint) return refuse('the suite has changed since the run', again);
  const definitions = new Map(suite.tasks.map(({ definition }) => [definition.id, definition]));
  const tasks = study.tasks.flatMap((id) => definitions.get(id) ?? []);
  const foreign = tasks.find((task) => !isAsImported(task));
  if (tasks.length === 0 || foreign !== undefined) {
    return refuse(`${foreign?.id ?? 'the suite'} is not CodeSecEval as it is imported, with one namespace`, again);
  }
  const other = tasks.find(({ limits }) => limits['cpu-seconds'] !== cpuSeconds);
  if (other !== undefined) {
    return refuse(`${other.id} has ${other.limits['cpu-seconds']} s, not ${cpuSeconds} s`, 'import the data set again');
  }
  if (manifest.suite.vary !== undefined) return refuse('its problems were varied', 'run without --vary');
  if (study.from !== undefined) return refuse("it showed a model's own code", 'run without --repair-from');
  if (study.samples !== samples) return refuse(`it has n = ${study.samples}, not ${samples}`, `--samples ${samples}`);
  if (!experiments.some((one) => study.strategies.some(({ mode, strategy }) => isSame(one, { mode, strategy })))) {
    return refuse('it has none of their four experiments', '--strategy generate/direct, generate/aware, …');
  }
  const skipped = new Set(manifest.skipped.map(({ task }) => task));
  const run = tasks.filter(({ id }) => !skipped.has(id));
  const whole = (Object.keys(sizes) as Subset[]).filter(
    (name) => run.filter((task) => subsetOf(task) === name).length === sizes[name],
  );
  if (whole.length === 0) {
    return refuse(`${run.length} problems are neither the 67 of SecEvalBase nor the 113 of SecEvalPlus`, again);
  }
  return new Set(whole.length === 2 ? ['CodeSecEval', ...whole] : whole);
}

function isAsImported(task: TaskDefinition): boolean {
  const tests = task['in-process'];
  return task.origin?.format === 'codeseceval' && tests?.scope === 'joint' && tests['module-name'] === '__main__';
}

function isSame(one: { mode: string; strategy: string }, other: { mode: string; strategy: string }): boolean {
  return one.mode === other.mode && one.strategy === other.strategy;
}
