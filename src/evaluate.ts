// The composition of a run: opens what it needs, hands the parts to the runner, closes all of it again.
import { attemptParts } from './attempt-parts.ts';
import { UserMistake } from './core/errors.ts';
import type { Decoding, Model } from './core/model.ts';
import type { ProgressListener } from './core/progress.ts';
import type { Manifest, Study } from './core/run.ts';
import type { Suite } from './core/task.ts';
import type { TierName } from './core/tier.ts';
import { describeRun } from './describe-run.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from './open-judge.ts';
import { planStudy } from './runner/1-plan.ts';
import { summarise, withoutTests } from './runner/4-summarise.ts';
import { type RunOutcome, runStudy } from './runner/run-study.ts';
import { describeEnvironment } from './sandbox/environment/describe-environment.ts';
import { readEvents } from './store/read-events.ts';
import { createRun, type OpenRun, openRun } from './store/run-folder.ts';

export interface EvaluateOptions {
  readonly suite: Suite;
  readonly study: Study;
  readonly models: readonly Model[];
  readonly environment: EnvironmentChoice;
  /** Templates in place of the strategies' own, by `mode/strategy`. */
  readonly templates: ReadonlyMap<string, string>;
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

export interface Evaluated {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly outcome: RunOutcome;
}

/** Asks the models, judges the answers, and leaves a run folder. Safe to end at any moment and to resume. */
export async function evaluate(options: EvaluateOptions): Promise<Evaluated> {
  const { suite, study, models } = options;
  // 1. The candidate's world, and the judge in front of it.
  const environment = await openEnvironment(suite, options.environment);
  const { judge, workers, whyNot } = await openJudge(suite, environment, {
    environment: options.environment,
    ...(options.workers !== undefined && { workers: options.workers }),
    ...(options.tier !== undefined && { tier: options.tier }),
  });
  let run: OpenRun | undefined;
  try {
    // 2. What is to be done, and the folder that will tell of it.
    const plan = planStudy({ study, suite, whyNot });
    const description = await describeRun({
      arguments: options.arguments,
      study,
      suite,
      models,
      templates: options.templates,
      environment,
      judge: judge.describe(),
      skipped: plan.skipped,
    });
    if (options.resume === undefined) run = await createRun(options.runsFolder, description, new Date());
    else {
      run = await openRun(options.resume);
      assertSame(run.manifest, description);
    }
    const { folder, manifest, log } = run;
    options.onBegin?.({ folder, manifest });

    // 3. Ask and judge what is still open.
    const earlier = options.resume === undefined ? undefined : await summarise(withoutTests(readEvents(folder)));
    const parts = attemptParts({
      suite,
      environment: describeEnvironment(environment, suite.environment),
      models: new Map(models.map((model) => [model.id, model])),
      judge,
      templates: options.templates,
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
    await judge.close();
  }
}

/** A run is resumed only under what it began with: else its numbers would mix two measurements. */
function assertSame(manifest: Manifest, now: Omit<Manifest, 'format' | 'id' | 'createdAt'>): void {
  const different: string[] = [];
  if (manifest.suite.fingerprint !== now.suite.fingerprint) different.push('the suite has changed');
  if (manifest.suite.seed !== now.suite.seed) different.push('the seed has changed');
  if (manifest.environment.fingerprint !== now.environment.fingerprint) different.push('the environment has changed');
  if (manifest.sandbox.tier !== now.sandbox.tier) different.push('the sandbox tier has changed');
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
