// The composition of a run: opens what it needs, hands the parts to the runner, closes all of it again.
import { openAnalyser } from './analysers/registry.ts';
import { attemptParts } from './attempt-parts.ts';
import type { Analyser } from './core/analyser.ts';
import type { BuiltEnvironment } from './core/environment.ts';
import { UserMistake } from './core/errors.ts';
import type { Decoding, Model } from './core/model.ts';
import type { ProgressListener } from './core/progress.ts';
import type { Manifest, Study } from './core/run.ts';
import type { Suite } from './core/task.ts';
import type { TierName } from './core/tier.ts';
import { describeRun, templateHashes } from './describe-run.ts';
import { createExaminer } from './examine-code.ts';
import { tasksNamed } from './nothing-runs.ts';
import { type EnvironmentChoice, type OpenJudge, openEnvironment, openJudge } from './open-judge.ts';
import { describeOwnCode, keepOwnCode, ownCodeFinder, recallOwnCode, type ShownCode } from './own-code.ts';
import { markStrategies, planRun, showsFindings } from './plan-run.ts';
import { summarise, withoutTests } from './runner/4-summarise.ts';
import { type RunOutcome, runStudy } from './runner/run-study.ts';
import { describeEnvironment } from './sandbox/environment/describe-environment.ts';
import { readEvents } from './store/read-events.ts';
import { createRun, type OpenRun, openRun } from './store/run-folder.ts';
import { bundledStrategies, type StrategyBook } from './strategies/registry.ts';

export interface EvaluateOptions {
  readonly suite: Suite;
  readonly study: Study;
  readonly models: readonly Model[];
  readonly environment: EnvironmentChoice;
  /** Where candidates are judged; this machine when absent. */
  readonly world?: () => Promise<World>;
  /** Templates in place of the strategies' own, by `mode/strategy`. */
  readonly templates: ReadonlyMap<string, string>;
  /** Ours alone when absent. */
  readonly strategies?: StrategyBook;
  /** What strategies that show findings ask; the embedded ruff when absent. */
  readonly analysers?: readonly Analyser[];
  /** What models wrote in earlier runs (`from` of the study). */
  readonly own?: readonly ShownCode[];
  /** What is not as it should be, for the manifest: `suite-readable`. */
  readonly stamps?: readonly string[] | undefined;
  /** Folder in which the run's folder is made. */
  readonly runsFolder: string;
  /** The command line, for the manifest. */
  readonly arguments: readonly string[];
  /** Go on with this run instead of beginning one. */
  readonly resume?: string;
  readonly workers?: number;
  /** Kind of sandbox; the strongest that works here when absent. */
  readonly tier?: TierName;
  readonly requestsPerModel?: number;
  /** US dollars. */
  readonly maxCostUsd?: number;
  /** Begin nothing new; what is under way ends and is stored. */
  readonly signal?: AbortSignal;
  /** Give up what is under way, too. */
  readonly force?: AbortSignal;
  readonly onProgress?: ProgressListener;
  readonly onBegin?: (run: { readonly folder: string; readonly manifest: Manifest }) => void;
}

/** The candidate's world, and the judge in front of it. */
export interface World extends OpenJudge {
  readonly environment: BuiltEnvironment;
}

export interface Evaluated {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly outcome: RunOutcome;
}

/** Asks the models, judges the answers, and leaves a run folder. Safe to end at any moment and to resume. */
export async function evaluate(options: EvaluateOptions): Promise<Evaluated> {
  const { suite, models } = options;
  // 1. The candidate's world, and the judge in front of it.
  const { environment, judge, workers, whyNot } = await (options.world ?? (() => worldHere(options)))();
  let run: OpenRun | undefined;
  const opened: Analyser[] = [];
  try {
    // 2. What is to be done, and the folder that will tell of it.
    const strategies = options.strategies ?? bundledStrategies;
    const study = markStrategies(options.study, strategies);
    if (options.analysers === undefined && showsFindings(study, strategies)) opened.push(await openAnalyser('ruff'));
    const examiner = createExaminer({ judge, seed: suite.seed, analysers: options.analysers ?? opened });
    if (options.resume !== undefined) run = await openRun(options.resume);
    const own = run === undefined ? (options.own ?? []) : await recallOwnCode(run.manifest.shown ?? [], run.log);
    const plan = await planRun({ study, suite, strategies, examiner, own, whyNot });
    const description = await describeRun({
      ...{ arguments: options.arguments, study, suite, models, environment, judge: judge.describe() },
      ...{ skipped: plan.skipped, shown: describeOwnCode(own), stamps: options.stamps },
      ...{ analysers: (options.analysers ?? opened).map(({ name, version }) => ({ name, version })) },
      templates: templateHashes(study, { strategies, templates: options.templates }),
    });
    if (run === undefined) {
      run = await createRun(options.runsFolder, description, new Date());
      await keepOwnCode(own, run.log);
    } else assertSame(run.manifest, description);
    const { folder, manifest, log } = run;
    options.onBegin?.({ folder, manifest });

    // 3. Ask and judge what is still open.
    const earlier = options.resume === undefined ? undefined : await summarise(withoutTests(readEvents(folder)));
    const parts = attemptParts({
      ...{ suite, judge, examiner, strategies, templates: options.templates, ownCode: ownCodeFinder(own) },
      choices: study.choices,
      environment: describeEnvironment(environment, suite.environment),
      models: new Map(models.map((model) => [model.id, model])),
    });
    const outcome = await runStudy({
      run: manifest.id,
      plan,
      parts,
      log,
      earlier,
      limits: {
        judgements: workers,
        ...(options.requestsPerModel !== undefined && { requestsPerModel: options.requestsPerModel }),
        ...(options.maxCostUsd !== undefined && { maxCostUsd: options.maxCostUsd }),
      },
      signal: options.signal,
      force: options.force,
      onProgress: options.onProgress,
    });
    return { folder, manifest, outcome };
  } finally {
    await run?.log.close();
    for (const analyser of opened) await analyser.close();
    await judge.close();
  }
}

async function worldHere({ suite, study, environment: choice, workers, tier }: EvaluateOptions): Promise<World> {
  const environment = await openEnvironment(suite, choice, tasksNamed(suite, new Set(study.tasks)));
  const here = { environment: choice, ...(workers !== undefined && { workers }), ...(tier !== undefined && { tier }) };
  return { environment, ...(await openJudge(suite, environment, here)) };
}

/** A run is resumed only under what it began with: else its numbers would mix two measurements. */
function assertSame(manifest: Manifest, now: Omit<Manifest, 'format' | 'id' | 'createdAt'>): void {
  const different: string[] = [];
  if (manifest.suite.fingerprint !== now.suite.fingerprint) different.push('the suite has changed');
  if (manifest.suite.seed !== now.suite.seed) different.push('the seed has changed');
  if (manifest.environment.fingerprint !== now.environment.fingerprint) different.push('the environment has changed');
  if (manifest.sandbox.tier !== now.sandbox.tier) different.push('the sandbox tier has changed');
  if (JSON.stringify(manifest.study.choices) !== JSON.stringify(now.study.choices)) {
    different.push('the closed list of identify has changed');
  }
  for (const [name, hash] of Object.entries(now.templates)) {
    if (manifest.templates[name] !== hash) different.push(`the template of ${name} has changed`);
  }
  const before = new Map(manifest.models.map((model) => [model.id, model]));
  for (const model of now.models) {
    const known = before.get(model.id);
    if (!known || !sameSettings(known, model)) different.push(`the model ${model.id} or its settings have changed`);
  }
  if (different.length === 0) return;
  throw new UserMistake(`this run cannot be resumed: ${different.join('; ')}`, {
    hint: 'begin a new run, or judge its stored answers under the present suite: seceval rejudge',
  });
}

type Settings = Pick<Manifest['models'][number], 'identity' | 'decoding'>;

function sameSettings(a: Settings, b: Settings): boolean {
  const flat = ({ identity, decoding }: Settings) =>
    JSON.stringify([Object.entries(identity).sort(), Object.entries(decoding as Decoding).sort()]);
  return flat(a) === flat(b);
}
