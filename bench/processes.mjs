// What processes of this machine are there, from /proc.
import { readdirSync, readFileSync } from 'node:fs';

export function residentMebibytes(pid) {
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kibibytes ?? 0) / 1024;
}

/** Of the process itself: what its children use is not in it. */
export function cpuSecondsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** The outermost bubblewrap processes of each sandbox below a process. */
export function sandboxesOf(pid) {
  const found = [];
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(readProcess)
    .filter((one) => one !== undefined);
  const visit = (parent) => {
    for (const one of all.filter((child) => child.parent === parent)) {
      if (one.name === 'bwrap') found.push(one.pid);
      else visit(one.pid);
    }
  };
  visit(pid);
  return found;
}

function readProcess(name) {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const [, command = ''] = /\((.*)\)/s.exec(stat) ?? [];
    return { pid: Number(name), name: command, parent: Number(stat.replace(/^.*\) /s, '').split(' ')[1]) };
  } catch {
    return undefined; // it is gone
  }
}
