import { readdirSync, readFileSync } from 'node:fs';

/** How many processes of sandboxes were started by a process and are there still. */
export function leftoverSandboxes(pid: number | undefined): number {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const below = (ancestor: number): number =>
    [...parents].filter(([, parent]) => parent === ancestor).reduce((sum, [child]) => sum + 1 + below(child), 0);
  return pid === undefined ? 0 : below(pid);
}

function parentOf(pid: string): number | undefined {
  try {
    return Number(
      readFileSync(`/proc/${pid}/stat`, 'utf8')
        .replace(/^.*\) /s, '')
        .split(' ')[1],
    );
  } catch {
    return undefined; // it has ended
  }
}
