// What the attempts of runs hold for training: reads their logs and texts, and leaves out what was not verified.
import { UserMistake } from './core/errors.ts';
import { exchangeSchema } from './core/exchange.ts';
import type { Manifest } from './core/run.ts';
import type { BlobReader } from './core/run-log.ts';
import type { AttemptState } from './core/run-state.ts';
import type { Suite, Task } from './core/task.ts';
import type { Verdict } from './core/verdict.ts';
import { summarise, withoutTests } from './runner/4-summarise.ts';
import { readBlobsOf } from './store/blob-folder.ts';
import { readManifest } from './store/manifest.ts';
import { readEvents } from './store/read-events.ts';
import type { Example, Quality } from './training/example.ts';

export interface CollectOptions {
  readonly folders: readonly string[];
  readonly suite: Suite;
  /** Also take what the suite's own references answered. */
  readonly withReferences: boolean;
}

export interface Collected {
  readonly examples: readonly Example[];
  readonly manifests: readonly Manifest[];
  /** Attempts that are no examples, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

/** Throws `UserMistake` where a run is of another suite than the one at hand: its tasks may have other families. */
export async function collectExamples({ folders, suite, withReferences }: CollectOptions): Promise<Collected> {
  const tasks = new Map(suite.tasks.map((task) => [task.definition.id, task]));
  const examples: Example[] = [];
  const manifests: Manifest[] = [];
  const leftOut: Record<string, number> = {};
  for (const folder of folders) {
    const manifest = await readManifest(folder);
    if (manifest.suite.name !== suite.name) {
      throw new UserMistake(`the run ${manifest.id} is of the suite ${manifest.suite.name}, not of ${suite.name}`, {
        hint: `name its suite: --suite ${manifest.suite.folder}`,
      });
    }
    manifests.push(manifest);
    const isReference = new Set(
      manifest.models.filter(({ identity }) => identity['provider'] === 'reference').map(({ id }) => id),
    );
    const { attempts } = await summarise(withoutTests(readEvents(folder)));
    const blobs = readBlobsOf(folder);
    for (const state of attempts.values()) {
      const found =
        isReference.has(state.attempt.model) && !withReferences
          ? 'an answer of a reference'
          : await exampleOf(state, { manifest, blobs, task: tasks.get(state.attempt.task) });
      if (typeof found === 'string') leftOut[found] = (leftOut[found] ?? 0) + 1;
      else examples.push(found);
    }
  }
  return { examples, manifests, leftOut };
}

interface Source {
  readonly manifest: Manifest;
  readonly blobs: BlobReader;
  readonly task: Task | undefined;
}

/** The example, or why there is none. */
async function exampleOf(state: AttemptState, { manifest, blobs, task }: Source): Promise<Example | string> {
  const { attempt, completed, judged } = state;
  if (attempt.mode === 'classify') return 'a classification';
  if (completed === undefined || judged === undefined) return 'not judged yet';
  if (judged.judgement.integrity === 'in-process') return 'judged in the process of the candidate';
  if (judged.judgement.verdict === 'inconclusive') return 'inconclusive';
  if (judged.code === undefined) return 'no code';
  if (task === undefined) return 'its task has left the suite';
  const [stored, code] = [await blobs.readBlob(completed.blob), await blobs.readBlob(judged.code)];
  if (stored === undefined || code === undefined) return 'its text is lost';
  const exchange = exchangeSchema.safeParse(JSON.parse(stored)).data;
  if (exchange === undefined) return 'its text is damaged';
  return {
    task: attempt.task,
    family: task.definition.family,
    cwe: task.definition.cwe,
    mode: attempt.mode,
    strategy: attempt.strategy,
    ...(attempt.shown !== undefined && { shown: attempt.shown }),
    model: attempt.model,
    run: manifest.id,
    prompt: exchange.prompt,
    answer: exchange.completion.text,
    code,
    quality: qualityOf(judged.judgement.verdict),
  };
}

function qualityOf(verdict: Verdict): Quality {
  return verdict === 'secure' || verdict === 'vulnerable' ? verdict : 'broken';
}
