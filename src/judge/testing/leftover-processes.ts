import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What runs below this process, and what it is made of: compared before and after, nothing may have been added. */
export interface Inhabitants {
  readonly processes: number;
  readonly namespaces: number;
  readonly mounts: number;
}

const namespaceKinds = ['cgroup', 'ipc', 'mnt', 'net', 'pid', 'user', 'uts'];

export function inhabitants(): Inhabitants {
  const parents = new Map(
    readdirSync('/proc')
      .filter(Number)
      .map((pid) => [pid, parentOf(pid)]),
  );
  const isBelow = (pid: string | undefined): boolean =>
    pid !== undefined && (parents.get(pid) === String(process.pid) || isBelow(parents.get(pid)));
  const pids = [...parents.keys()].filter((pid) => isBelow(pid));
  const namespaces = pids.flatMap((pid) =>
    namespaceKinds.map((kind) => readable(() => readlinkSync(`/proc/${pid}/ns/${kind}`))),
  );
  const mounts = pids.map(
    (pid) => readable(() => readFileSync(`/proc/${pid}/mountinfo`, 'utf8'))?.split('\n').length ?? 0,
  );
  return {
    processes: pids.length,
    namespaces: new Set(namespaces).size,
    mounts: mounts.reduce((sum, count) => sum + count, 0),
  };
}

function parentOf(pid: string): string | undefined {
  return readable(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    ?.split(') ')
    .at(-1)
    ?.split(' ')[1];
}

/** Undefined: it has ended, or is not this user's to look at. */
function readable<Found>(read: () => Found): Found | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
