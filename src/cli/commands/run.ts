import { Command } from 'commander';
import pc from 'picocolors';
import { SecevalError, UserMistake } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import { type TierName, tierNames } from '../../core/tier.ts';
import { type Evaluated, evaluate } from '../../evaluate.ts';
import { openSuite } from '../../open-suite.ts';
import { parseGate } from '../../report/parse-gate.ts';
import { plural } from '../../report/show-metric.ts';
import type { RunOutcome } from '../../runner/run-study.ts';
import { findRun } from '../../store/find-run.ts';
import { readManifest } from '../../store/manifest.ts';
import { confirmationLimit, confirmCost } from '../confirm-cost.ts';
import { estimateOf } from '../estimate-options.ts';
import { assertBaseline, withBaseline } from '../fail-if-worse.ts';
import { watchInterruption } from '../interruption.ts';
import { joinQueue } from '../join-queue.ts';
import { type OpenModels, openModels } from '../open-models.ts';
import { openStudy } from '../open-study.ts';
import { assertOutput } from '../output-file.ts';
import { ProgressLine } from '../progress-line.ts';
import { assertComparable } from '../read-sides.ts';
import { parseSeverityWeights } from '../severity-weights.ts';
import { addStudyOptions, collect, type StudyFlags } from '../study-flags.ts';
import { chosenDecoding, chosenK, chosenVary, numberFlag } from '../study-options.ts';
import { type ReportFlags, tellRun } from '../tell-run.ts';
import { warnUnsafe } from '../warn-unsafe.ts';

export interface RunFlags extends StudyFlags, ReportFlags {
  readonly suite: string;
  readonly environment: 'image' | 'host';
  readonly tier?: TierName;
  readonly workers?: string;
  readonly runs: string;
  readonly report?: string;
}

export async function run(flags: RunFlags, words: readonly string[], resumed?: string): Promise<void> {
  // 1. Every mistake of the command line shows before anything is asked or built.
  await assertReport(flags);
  const suite = await openSuite(flags.suite, chosenVary(flags));
  const interruption = watchInterruption(() => process.stderr.write('\nstopping: what is under way is still stored\n'));
  const line = new ProgressLine();
  const tell = (text: string) => {
    line.end();
    process.stderr.write(`${text}\n`);
  };
  const joined =
    flags.queue === undefined ? undefined : await joinQueue(flags.queue, { flags, suite, interruption, tell });
  const opened = await openModels(flags, chosenDecoding(flags), suite, joined?.model);
  try {
    const planned = await openStudy(flags, { suite, models: opened.models });
    const { study, needs } = planned;
    assertGates(flags.failUnder ?? [], chosenK(flags.k, study.samples));
    const baseline =
      flags.failIfWorse === undefined
        ? undefined
        : await assertBaseline(flags.failIfWorse, { study, suite, runs: flags.runs });
    if (flags.severityWeights !== undefined) parseSeverityWeights(flags.severityWeights);
    assertPrices(flags, opened);
    const workers = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
    const maxCostUsd = numberFlag('--max-cost', flags.maxCost, { least: 0 });
    const requestsPerModel =
      numberFlag('--concurrency', flags.concurrency, { least: 1, whole: true }) ?? joined?.requestsPerModel;
    // What was confirmed when it began is not asked again.
    if (confirmationLimit(flags) !== undefined && resumed === undefined) {
      await confirmCost(await estimateOf(flags, { suite, models: opened.models, opened: planned }), flags);
    }

    // 2. The run itself.
    const evaluated = await evaluate({
      suite,
      study,
      models: opened.models,
      environment: flags.environment,
      ...needs,
      stamps: opened.stamps,
      ...(joined && { world: joined.world }),
      runsFolder: flags.runs,
      arguments: baseline === undefined ? words : withBaseline(words, flags.failIfWorse ?? '', baseline),
      ...(resumed !== undefined && { resume: resumed }),
      ...(flags.tier !== undefined && { tier: flags.tier }),
      ...(workers !== undefined && { workers }),
      ...(maxCostUsd !== undefined && { maxCostUsd }),
      ...(requestsPerModel !== undefined && { requestsPerModel }),
      signal: interruption.signal,
      force: interruption.force,
      onProgress: (progress) => line.update(progress),
      onBegin: ({ folder, manifest }) => {
        process.stderr.write(`${pc.dim(`run ${folder}`)}\n`);
        if (baseline !== undefined) assertComparable([baseline.manifest, manifest]);
      },
    });
    line.end();

    // 3. What came of it.
    await finish(evaluated, baseline === undefined ? flags : { ...flags, failIfWorse: baseline.name });
    const { reason } = interruption.force;
    if (SecevalError.isInstance(reason)) throw reason;
  } finally {
    line.end();
    interruption.release();
    await opened.close();
    await joined?.close();
  }
}

/** What cannot be written is a mistake before the run, too. */
async function assertReport({ report, json }: RunFlags): Promise<void> {
  if (report === undefined) return;
  if (report === '-' && json) {
    throw new UserMistake('--report and --json cannot both go to standard output', {
      hint: 'name a file for the page',
    });
  }
  await assertOutput(report, '--report');
}

/** A gate that cannot be judged is a mistake before the run, not after it is paid for. */
function assertGates(texts: readonly string[], ks: readonly number[]): void {
  for (const { metric } of texts.map(parseGate)) {
    const k = Number(metric.split('@')[1]);
    if (ks.includes(k)) continue;
    throw new UserMistake(`--fail-under ${metric} needs --k ${k}`, { hint: `this run reports k = ${ks.join(', ')}` });
  }
}

/** A limit on what is spent means nothing where nobody knows what an answer costs. */
function assertPrices({ maxCost }: RunFlags, { unpriced }: OpenModels): void {
  if (maxCost === undefined || unpriced.length === 0) return;
  throw new UserMistake(`--max-cost cannot hold: no price is known for ${unpriced.join(', ')}`, {
    hint: 'give it with --prices FILE (YAML: prices: {"provider:model": {input: 1, output: 4}}), in dollars per million tokens',
  });
}

async function finish({ folder, manifest, outcome }: Evaluated, flags: RunFlags): Promise<void> {
  tellFaults(outcome);
  const again = `seceval resume ${manifest.id}${flags.runs === 'runs' ? '' : ` --runs ${flags.runs}`}`;
  if (outcome.status === 'stopped') {
    const why = { interrupted: 'stopped', 'max-cost': '--max-cost is reached', error: 'stopped by errors' };
    process.stderr.write(`${why[outcome.reason]}: ${plural(outcome.open, 'attempt is', 'attempts are')} open\n`);
    process.stderr.write(`go on with: ${again}\n`);
  } else if (outcome.open > outcome.notRecorded) {
    const unanswered = plural(outcome.open - outcome.notRecorded, 'attempt has', 'attempts have');
    process.stderr.write(`${unanswered} no answer: ${again} asks again\n`);
  }
  if (outcome.notRecorded > 0) {
    const unheld = plural(outcome.notRecorded, 'attempt');
    process.stderr.write(
      `the recording has no answer for ${unheld}: record them, or choose with --task and --strategy what it holds\n`,
    );
  }
  if (outcome.inconclusive > 0) {
    process.stderr.write(`${outcome.inconclusive} could not be judged: ${again} judges them again\n`);
  }
  const interrupted = outcome.status === 'stopped' && outcome.reason === 'interrupted';
  // Whoever interrupts a run knows that nothing can be held against it yet.
  const { failUnder: _gates, failIfWorse: _baseline, ...ungated } = flags;
  const told = interrupted ? ungated : flags;
  const gate = await tellRun(folder, { ...told, ...(flags.report !== undefined && { html: flags.report }) });
  if (interrupted) process.exitCode = exitCodes.interrupted;
  else if (outcome.status === 'stopped' || outcome.open > 0) process.exitCode = exitCodes.environment;
  else if (!gate) process.exitCode = exitCodes.gateFailed;
}

function tellFaults({ abandoned, faults }: RunOutcome): void {
  for (const { model, message } of abandoned) {
    process.stderr.write(`${pc.yellow(`${model} is asked no further:`)} ${message}\n`);
  }
  for (const { attempt, error } of faults.slice(0, 3)) {
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(`${pc.red(`a bug in ${attempt.task} (${attempt.mode}/${attempt.strategy}):`)} ${told}\n`);
  }
}

export interface ResumeFlags {
  readonly runs: string;
  readonly tier?: TierName;
  readonly json?: boolean;
}

/** Reads the command line that began the run from its manifest, and goes on with it. */
export async function resume(reference: string, flags: ResumeFlags): Promise<void> {
  const folder = await findRun(flags.runs, reference);
  const manifest = await readManifest(folder);
  const [name, ...words] = manifest.arguments;
  if (name !== 'run') {
    throw new UserMistake(`the run ${manifest.id} was made by '${name ?? 'a program'}', which cannot be resumed`, {
      hint: 'begin it again',
    });
  }
  const command = addStudyOptions(new Command('run'))
    .option('--suite <name>', '', 'core')
    .option('--environment <kind>', '', 'image')
    .option('--tier <name>')
    .option('--workers <n>')
    .option('--runs <folder>', '', 'runs')
    .option('--k <list>', '', '1')
    .option('--report <file>')
    .option('--fail-under <gate>', '', collect)
    .option('--fail-if-worse <baseline>')
    .option('--estimand <name>')
    .option('--severity-weights <list>')
    .option('--json')
    .exitOverride();
  command.parse(words, { from: 'user' });
  // What was chosen when the run began is asked for now, whatever else this machine has learnt meanwhile.
  const tier = tierNames.find((name) => name === manifest.sandbox.tier);
  if (flags.tier === undefined) warnUnsafe(tier);
  await run({ ...command.opts<RunFlags>(), ...(tier && { tier }), ...flags }, manifest.arguments, folder);
}
