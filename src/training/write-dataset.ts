import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canary } from '../core/canary.ts';
import { EnvironmentFault, SecevalError } from '../core/errors.ts';
import { makeFolder } from '../core/make-folder.ts';
import { dataCard, type Origin } from './card.ts';
import { parquetOf, type Rows } from './parquet.ts';

/** `train.jsonl`, `train.parquet`, `README.md` and `split.json` in `folder`, which is there in full or as it was. */
export async function writeDataset(folder: string, origin: Origin, rows: Rows): Promise<void> {
  const half = `${folder}.${process.pid}.half`;
  const { kind, suite, split, heldOutFamilies, heldOutTasks, runs } = origin;
  const told = { canary, kind, suite, runs, ...split, heldOutFamilies, heldOutTasks };
  try {
    await makeFolder(half);
    await writeFile(join(half, 'train.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await writeFile(join(half, 'train.parquet'), parquetOf(rows));
    await writeFile(join(half, 'README.md'), dataCard(origin, rows));
    await writeFile(join(half, 'split.json'), `${JSON.stringify(told, null, 2)}\n`);
    await rename(half, folder);
  } catch (cause) {
    await rm(half, { recursive: true, force: true }).catch(() => {}); // the first failure tells more
    if (SecevalError.isInstance(cause)) throw cause;
    throw new EnvironmentFault(`cannot write ${folder}`, {
      hint: 'name a folder that is not there yet, or is empty, on a disk with room',
      cause,
    });
  }
}
