// Judges the stored answers of a run under the present suite, as a run of its own.
import { attemptParts } from './attempt-parts.ts';
import type { ProgressListener } from './core/progress.ts';
import type { Suite } from './core/task.ts';
import type { TierName } from './core/tier.ts';
import { describeRun } from './describe-run.ts';
import { tasksNamed } from './nothing-runs.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from './open-judge.ts';
import { ownCodeFinder } from './own-code.ts';
import { summarise, withoutTests } from './runner/4-summarise.ts';
import { type RejudgeOutcome, rejudgeRun } from './runner/rejudge.ts';
import { readBlobsOf } from './store/blob-folder.ts';
import { readManifest } from './store/manifest.ts';
import { readEvents } from './store/read-events.ts';
import { createRun } from './store/run-folder.ts';

export interface RejudgeStoredOptions {
  /** Folder of the run whose answers are judged. */
  readonly folder: string;
  readonly suite: Suite;
  readonly environment: EnvironmentChoice;
  readonly runsFolder: string;
  readonly arguments: readonly string[];
  readonly workers?: number;
  readonly tier?: TierName;
  readonly signal?: AbortSignal;
  readonly force?: AbortSignal;
  readonly onProgress?: ProgressListener;
}

export interface Rejudged {
  /** Folder of the new run. */
  readonly folder: string;
  readonly outcome: RejudgeOutcome;
}

/** No model is asked. The old run stays as it is. */
export async function rejudgeStored(options: RejudgeStoredOptions): Promise<Rejudged> {
  const { suite } = options;
  // 1. The old run, and the judge of today.
  const old = await readManifest(options.folder);
  const state = await summarise(withoutTests(readEvents(options.folder)));
  const environment = await openEnvironment(suite, options.environment, tasksNamed(suite, new Set(old.study.tasks)));
  const { judge, workers, whyNot } = await openJudge(suite, environment, {
    environment: options.environment,
    ...(options.workers !== undefined && { workers: options.workers }),
    ...(options.tier !== undefined && { tier: options.tier }),
  });
  try {
    // 2. A new run that says where its answers come from.
    const known = new Map(suite.tasks.map((task) => [task.definition.id, task]));
    const description = await describeRun({
      arguments: options.arguments,
      study: old.study,
      suite,
      models: [],
      templates: old.templates,
      environment,
      judge: judge.describe(),
      skipped: [],
      shown: old.shown,
      stamps: old.stamps,
    });
    const { log, folder, manifest } = await createRun(
      options.runsFolder,
      { ...description, models: old.models },
      new Date(),
    );
    try {
      // 3. Judge what is stored.
      const blobs = readBlobsOf(options.folder);
      for (const { blob } of old.shown ?? []) await log.putBlob((await blobs.readBlob(blob)) ?? '');
      const outcome = await rejudgeRun({
        state,
        blobs,
        parts: attemptParts({
          ...{ suite, judge, environment: '', models: new Map(), choices: old.study.choices },
          ownCode: ownCodeFinder((old.shown ?? []).map((shown) => ({ ...shown, code: '' }))),
          unrevealed: new Set(
            old.study.strategies.filter((pair) => pair.unrevealed).map(({ mode, strategy }) => `${mode}/${strategy}`),
          ),
        }),
        whyNot: (attempt) => {
          const task = known.get(attempt.task);
          return task === undefined ? 'it has left the suite' : whyNot(task);
        },
        run: manifest.id,
        log,
        limits: { judgements: workers },
        signal: options.signal,
        force: options.force,
        onProgress: options.onProgress,
      });
      return { folder, outcome };
    } finally {
      await log.close();
    }
  } finally {
    await judge.close();
  }
}
