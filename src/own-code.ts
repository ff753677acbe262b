// Attempts of an earlier run, shown to the models that made them: to be mended, or to be recognised.
import { canonicalJson, sha256 } from './core/canonical.ts';
import { UserMistake } from './core/errors.ts';
import { type OwnCode, ownCodeName } from './core/own-code.ts';
import type { RunLog } from './core/run-log.ts';
import type { AttemptState } from './core/run-state.ts';
import type { Suite } from './core/task.ts';
import { summarise, withoutTests } from './runner/4-summarise.ts';
import { readBlobsOf } from './store/blob-folder.ts';
import { readManifest } from './store/manifest.ts';
import { readEvents } from './store/read-events.ts';

export interface ShownCode extends OwnCode {
  readonly code: string;
}

export interface OwnCodeRequest {
  /** Folder of the earlier run. */
  readonly folder: string;
  readonly mode: OwnCode['mode'];
  readonly models: readonly string[];
  /** Of the present run: verdicts under another one label nothing. */
  readonly suite: Pick<Suite, 'fingerprint' | 'name'>;
}

/**
 * What the models wrote in an earlier run (generate and repair), with the verdict `vulnerable` or `secure`, in the order
 * of its log. Throws UserMistake where it was judged under another suite, or holds nothing of these models.
 */
export async function readOwnCode({ folder, mode, models, suite }: OwnCodeRequest): Promise<ShownCode[]> {
  const manifest = await readManifest(folder);
  if (manifest.suite.fingerprint !== suite.fingerprint) {
    throw new UserMistake(`${manifest.id} was judged under another version of the suite ${suite.name}`, {
      hint: `judge it anew, and name the new run: seceval rejudge ${manifest.id}`,
    });
  }
  const { attempts } = await summarise(withoutTests(readEvents(folder)));
  const { readBlob } = readBlobsOf(folder);
  const found: ShownCode[] = [];
  for (const state of attempts.values()) {
    const kind = kindOf(state);
    const blob = state.judged?.code;
    if (kind === undefined || blob === undefined || !models.includes(state.attempt.model)) continue;
    const code = await readBlob(blob);
    if (code === undefined) continue;
    const { task, model } = state.attempt;
    found.push({ mode, task, model, shown: ownCodeName(kind, state.attempt), kind, blob: sha256(code), code });
  }
  if (found.length > 0) return found;
  throw new UserMistake(`${manifest.id} has no vulnerable or secure attempt of ${models.join(', ')}`, {
    hint: `its models are ${manifest.study.models.join(', ')}: a model is shown what it wrote itself`,
  });
}

function kindOf({ attempt, judged }: AttemptState): OwnCode['kind'] | undefined {
  if (attempt.mode === 'classify') return undefined;
  const verdict = judged?.judgement.verdict;
  return verdict === 'vulnerable' ? 'insecure' : verdict === 'secure' ? 'secure' : undefined;
}

/** Keeps the code in the new run, so that it can be resumed and read without the earlier one. */
export async function keepOwnCode(own: readonly ShownCode[], log: RunLog): Promise<void> {
  for (const { code } of own) await log.putBlob(code);
}

/** The code that a run shows, as it was when the run began. */
export async function recallOwnCode(shown: readonly OwnCode[], log: RunLog): Promise<ShownCode[]> {
  return Promise.all(
    shown.map(async (own) => {
      const code = await log.readBlob(own.blob);
      if (code !== undefined) return { ...own, code };
      throw new UserMistake(`the run has lost the code that it shows of ${own.task} (${own.shown})`, {
        hint: 'begin the run again',
      });
    }),
  );
}

/** What a manifest says of it. */
export function describeOwnCode(own: readonly ShownCode[]): OwnCode[] {
  return own.map(({ code: _code, ...described }) => described);
}

/** Finds the code that an attempt shows. */
export function ownCodeFinder(own: readonly ShownCode[]) {
  const key = (one: { mode: string; task: string; model?: string; shown?: string | undefined }) =>
    canonicalJson([one.mode, one.task, one.model ?? null, one.shown ?? null]);
  const known = new Map(own.map((one) => [key(one), one]));
  return (attempt: Parameters<typeof key>[0]): ShownCode | undefined => known.get(key(attempt));
}
