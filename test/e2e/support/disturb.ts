import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { SmallDisk } from './mishaps.ts';
import { diskFull, type Mishap, mishaps } from './mishaps.ts';
import { type Ended, newFolder, seceval } from './seceval.ts';

const slowDisk = `--import=${new URL('slow-disk.mjs', import.meta.url).href}`;

export interface DisturbedRun {
  /** The command line that begins it, without where its folder lies. */
  readonly words: readonly string[];
  readonly disk: SmallDisk | undefined;
  readonly random: () => number;
  /** About how long it takes when nothing disturbs it. */
  readonly calmMs: number;
  /** Counts what has happened. */
  readonly befallen: Map<string, number>;
}

/** One run on a disk of its own, sitting by sitting: the first begins it, the others resume it. */
export function createDisturbedRun({ words, disk, random, calmMs, befallen }: DisturbedRun) {
  const inside = disk?.inside ?? newFolder();
  const folder = disk?.outside ?? inside;
  const possible = { ...mishaps, ...(disk && { 'the disk is full': diskFull(disk.outside) }) };

  async function sit(disturbed: boolean): Promise<Ended> {
    let pid: number | undefined;
    let over = false;
    const ended = seceval([...(hasBegun(folder) ? ['resume'] : words), '--runs', inside], {
      ...(disk && { wrap: disk.wrap }),
      ...(random() < 0.5 && { env: { NODE_OPTIONS: slowDisk } }),
      onStart: (child) => {
        pid = child.pid;
      },
    }).finally(() => {
      over = true;
    });
    while (disturbed) {
      await Promise.race([delay((random() * calmMs) / 3), ended]);
      if (over || pid === undefined) break;
      const [name, mishap] = pick(possible, random);
      befallen.set(name, (befallen.get(name) ?? 0) + 1);
      await mishap(pid, 200 + random() * 2000);
    }
    return ended;
  }
  return { folder, sit };
}

/** Killed before it had a manifest, it left nothing to resume. */
function hasBegun(folder: string): boolean {
  return readdirSync(folder).some((name) => existsSync(`${folder}/${name}/manifest.json`));
}

function pick(possible: Readonly<Record<string, Mishap>>, random: () => number): [string, Mishap] {
  const entries = Object.entries(possible);
  const chosen = entries[Math.floor(random() * entries.length)];
  if (chosen === undefined) throw new Error('nothing can happen');
  return chosen;
}
