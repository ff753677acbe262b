import { readFileSync } from 'node:fs';

/** Processes of a sandbox's harness, whatever tier it is in. */
const parts = ['supervisor', 'forker', 'judge'] as const;
type Part = (typeof parts)[number];

/** What is done to a sandbox that works: steps with pauses, the last of them the end. */
export interface Deed {
  readonly name: string;
  /** It takes the judge's whole patience to notice. */
  readonly slow?: boolean;
  readonly steps: readonly (readonly [Part, NodeJS.Signals, pauseMs: number])[];
}

export const deeds: readonly Deed[] = [
  ...parts.map((part): Deed => ({ name: `the ${part} is killed`, steps: [[part, 'SIGKILL', 0]] })),
  ...parts.map((part): Deed => pause(part, 300)),
  pause('judge', 2600),
  { name: 'the judge is stopped for good', slow: true, steps: [['judge', 'SIGSTOP', 0]] },
  {
    name: 'the forker is killed while the supervisor is stopped',
    steps: [
      ['supervisor', 'SIGSTOP', 0],
      ['forker', 'SIGKILL', 700],
      ['supervisor', 'SIGCONT', 0],
    ],
  },
  {
    name: 'the judge is killed while the supervisor is stopped',
    steps: [
      ['supervisor', 'SIGSTOP', 0],
      ['judge', 'SIGKILL', 700],
      ['supervisor', 'SIGCONT', 0],
    ],
  },
];

function pause(part: Part, milliseconds: number): Deed {
  return {
    name: `the ${part} is stopped for ${milliseconds} ms`,
    steps: [
      [part, 'SIGSTOP', milliseconds],
      [part, 'SIGCONT', 0],
    ],
  };
}

/** Does it to the sandbox whose first process is `pid`; false when that is not up (any more). */
export async function commit(deed: Deed, pid: number): Promise<boolean> {
  const found = harnessOf(pid);
  if (found === undefined) return false;
  for (const [part, signal, pauseMs] of deed.steps) {
    try {
      process.kill(found[part], signal);
    } catch {
      // it ended by itself, or with another
    }
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return true;
}

/** A process that cannot be mistaken for a later one of the same number. */
export interface Known {
  readonly pid: number;
  readonly started: string;
}

export function processesOf(pid: number): Known[] {
  return descendants(pid).flatMap((one) => {
    const started = startTime(one);
    return started === undefined ? [] : [{ pid: one, started }];
  });
}

export function isThere({ pid, started }: Known): boolean {
  return startTime(pid) === started;
}

function harnessOf(pid: number): Record<Part, number> | undefined {
  const supervisor = descendants(pid).find((one) => read(one, 'comm')?.startsWith('python') === true);
  if (supervisor === undefined) return undefined;
  // In the order in which the supervisor starts them.
  const [forker, judge] = children(supervisor);
  return forker === undefined || judge === undefined ? undefined : { supervisor, forker, judge };
}

/** From the top down, the process itself first. */
function descendants(pid: number): number[] {
  return [pid, ...children(pid).flatMap(descendants)];
}

function children(pid: number): number[] {
  const text = read(pid, `task/${pid}/children`) ?? '';
  return text.split(' ').filter(Boolean).map(Number);
}

function startTime(pid: number): string | undefined {
  const fields = read(pid, 'stat')?.split(') ').at(-1)?.split(' ');
  return fields === undefined || fields[0] === 'Z' ? undefined : fields[19];
}

function read(pid: number, name: string): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return undefined;
  }
}
