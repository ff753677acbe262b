import type { Model } from '../core/model.ts';
import type { Study } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { readOwnCode, type ShownCode } from '../own-code.ts';
import { findRun } from '../store/find-run.ts';
import { readManifest } from '../store/manifest.ts';
import type { StudyFlags } from './study-flags.ts';

export interface OpenOwnCode {
  readonly from: Study['from'];
  readonly codes: readonly ShownCode[];
}

/** What `--repair-from` and `--classify-from` name: attempts of the same models in earlier runs. */
export async function openOwnCode(
  flags: Pick<StudyFlags, 'repairFrom' | 'classifyFrom'> & { readonly runs: string },
  { suite, models }: { readonly suite: Suite; readonly models: readonly Pick<Model, 'id'>[] },
): Promise<OpenOwnCode> {
  const ids = models.map(({ id }) => id);
  const from: { repair?: string; classify?: string } = {};
  const codes: ShownCode[] = [];
  for (const [mode, reference] of [
    ['repair', flags.repairFrom],
    ['classify', flags.classifyFrom],
  ] as const) {
    if (reference === undefined) continue;
    const folder = await findRun(flags.runs, reference);
    from[mode] = (await readManifest(folder)).id;
    codes.push(...(await readOwnCode({ folder, mode, models: ids, suite })));
  }
  return { from: codes.length === 0 ? undefined : from, codes };
}
