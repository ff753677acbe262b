import pc from 'picocolors';
import { UserMistake } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import type { Manifest } from '../../core/run.ts';
import type { Suite } from '../../core/task.ts';
import { type Evaluated, evaluate } from '../../evaluate.ts';
import { openSuite } from '../../open-suite.ts';
import { type ComparedMetric, type Side, sidesOf } from '../../report/compare-rows.ts';
import { compareVaried, type VariedComparison } from '../../report/compare-varied.ts';
import { foldEvents } from '../../report/fold-events.ts';
import { tellProbe } from '../../report/terminal/probe-table.ts';
import { findRun } from '../../store/find-run.ts';
import { readManifest } from '../../store/manifest.ts';
import { readForFigures } from '../../store/read-events.ts';
import { watchInterruption } from '../interruption.ts';
import { openModels } from '../open-models.ts';
import { openStudy } from '../open-study.ts';
import { ProgressLine } from '../progress-line.ts';
import { chosenDecoding, chosenVary, numberFlag } from '../study-options.ts';
import type { RunFlags } from './run.ts';

export interface ProbeFlags extends RunFlags {
  readonly metric: ComparedMetric;
}

/**
 * `probe contamination`: does a model do worse when the same tasks have other names? Asks both forms, or takes two runs
 * that asked them.
 */
export async function probeContamination(references: readonly string[], flags: ProbeFlags, words: readonly string[]) {
  const [original, varied] =
    references.length === 0 ? await askBoth(flags, words) : await named(references, flags.runs);
  if (original === undefined || varied === undefined) return; // interrupted: said already
  const suite = await openSuite(flags.suite);
  const family = new Map(suite.tasks.map(({ definition }) => [definition.id, definition.family]));
  const comparisons = compareVaried(await sides(original), await sides(varied), {
    metric: flags.metric,
    family: (task) => family.get(task) ?? task,
  });
  if (comparisons.length === 0) throw new UserMistake('the two runs have no model and strategy in common');
  tell(comparisons, flags);
}

function tell(comparisons: readonly VariedComparison[], { metric, json }: ProbeFlags): void {
  if (json) process.stdout.write(`${JSON.stringify({ metric, comparisons }, null, 2)}\n`);
  else {
    const colour = pc.isColorSupported && process.stdout.isTTY === true;
    process.stdout.write(tellProbe(comparisons, { metric, columns: process.stdout.columns ?? 100, colour }));
  }
}

async function sides(folder: string): Promise<Side[]> {
  const { prompts } = await foldEvents(readForFigures(folder, { wholeUpTo: 0 }));
  return sidesOf(prompts, ({ model, mode, strategy }) => `${model} ${mode}/${strategy}`);
}

/** Of two runs that were made already: of one suite, one as it is and one with other names. */
async function named(references: readonly string[], runs: string): Promise<string[]> {
  const folders = await Promise.all(references.map((reference) => findRun(runs, reference)));
  const manifests = await Promise.all(folders.map(readManifest));
  const of = (wanted: (manifest: Manifest) => boolean) => folders.filter((_, index) => wanted(at(manifests, index)));
  const original = of(({ suite }) => suite.vary === undefined);
  const varied = of(({ suite }) => suite.vary !== undefined);
  if (original.length === 1 && varied.length === 1) return [...original, ...varied];
  throw new UserMistake(
    `${original.length} of the runs asked the tasks as they are and ${varied.length} with other names`,
    {
      hint: 'name one of each, or none and a --model',
    },
  );
}

function at(manifests: readonly Manifest[], index: number): Manifest {
  const manifest = manifests[index];
  if (manifest === undefined) throw new RangeError(`no manifest ${index}`);
  return manifest;
}

async function askBoth(flags: ProbeFlags, words: readonly string[]): Promise<(string | undefined)[]> {
  if (flags.model === undefined) {
    throw new UserMistake('probe contamination takes two runs, or models to ask', { hint: 'add --model' });
  }
  const varied = await openSuite(flags.suite, chosenVary(flags) ?? 1);
  const whole = await openSuite(flags.suite);
  const having = new Set(varied.tasks.map(({ definition }) => definition.id));
  const original = { ...whole, tasks: whole.tasks.filter(({ definition }) => having.has(definition.id)) };
  const first = await ask(original, flags, words);
  const second = first === undefined ? undefined : await ask(varied, flags, words);
  return [first, second];
}

/** The folder of a finished run; undefined when it was stopped. */
async function ask(suite: Suite, flags: ProbeFlags, words: readonly string[]): Promise<string | undefined> {
  const opened = await openModels(flags, chosenDecoding(flags), suite);
  const interruption = watchInterruption(() => process.stderr.write('\nstopping: what is under way is still stored\n'));
  const line = new ProgressLine();
  try {
    const { study, needs } = await openStudy(flags, { suite, models: opened.models });
    const workers = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
    const maxCostUsd = numberFlag('--max-cost', flags.maxCost, { least: 0 });
    const form = suite.vary === undefined ? [] : ['--vary', String(suite.vary)];
    const evaluated = await evaluate({
      suite,
      study,
      models: opened.models,
      environment: flags.environment,
      ...needs,
      stamps: opened.stamps,
      runsFolder: flags.runs,
      arguments: ['run', ...withoutProbe(words), ...form],
      ...(flags.tier !== undefined && { tier: flags.tier }),
      ...(workers !== undefined && { workers }),
      ...(maxCostUsd !== undefined && { maxCostUsd }),
      signal: interruption.signal,
      force: interruption.force,
      onProgress: (progress) => line.update(progress),
      onBegin: ({ folder }) =>
        process.stderr.write(`${pc.dim(`run ${folder} (${suite.vary === undefined ? 'as it is' : 'other names'})`)}\n`),
    });
    line.end();
    return finished(evaluated);
  } finally {
    line.end();
    interruption.release();
    await opened.close();
  }
}

function finished({ folder, manifest, outcome }: Evaluated): string | undefined {
  if (outcome.status !== 'stopped') return folder;
  process.stderr.write(`stopped: go on with seceval resume ${manifest.id}, then probe contamination with both runs\n`);
  process.exitCode = outcome.reason === 'interrupted' ? exitCodes.interrupted : exitCodes.environment;
  return undefined;
}

/** The command line as `run` takes it, so that either run can be resumed. */
function withoutProbe(words: readonly string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === 'probe' || word === 'contamination') continue;
    if (word === '--vary' || word === '--metric') index++;
    else if (!/^--(vary|metric)=/.test(word)) kept.push(word);
  }
  return kept;
}
