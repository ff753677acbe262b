import type { JudgeDescription } from '../core/judge.ts';
import type { TaskLimits } from '../core/task.ts';
import type { Judgement, Peaks, TestResult } from '../core/verdict.ts';

/**
 * The share of a limit that a reference may use. Numbers of processes and reserved addresses do not depend on
 * the machine as time does, and cannot be so small a share: one pipeline of the shell is three processes, and the C
 * library reserves 64 MiB for a thread.
 */
const shares = { cpu: 0.1, memory: 0.1, files: 0.1, output: 0.1, processes: 0.5, addresses: 0.5 } as const;

/** How often a slow test is judged again. */
const mostMore = 2;

interface Use {
  readonly what: keyof typeof shares;
  readonly share: number;
  readonly told: string;
}

export interface Measured {
  readonly limits: TaskLimits;
  /** All of one reference. */
  readonly judgements: readonly Judgement[];
  readonly speed: JudgeDescription['speed'];
}

/**
 * Where a reference comes too near to a limit: one sentence for each kind, with the test that uses most. A test that
 * seems to take too much time is judged again, for a busy machine makes the same work dearer; the least of all counts.
 */
export async function nearLimits(
  { limits, judgements, speed }: Measured,
  judgeAgain: (only: readonly string[]) => Promise<Judgement>,
): Promise<string[]> {
  const all = [...judgements];
  const share = (name: string) => cpuUse(resultsOf(name, all), limits, speed).share;
  const names = all[0]?.tests.map(({ name }) => name) ?? [];
  for (let more = 0; more < mostMore; more++) {
    const slow = names.filter((name) => share(name) > shares.cpu);
    if (slow.length === 0) break;
    all.push(await judgeAgain(slow));
  }
  const uses = names.flatMap((test) => {
    const results = resultsOf(test, all);
    const held = results.flatMap(({ peaks }) => (peaks === undefined ? [] : heldUses(peaks, limits)));
    return [cpuUse(results, limits, speed), ...held].map((use) => ({ ...use, test }));
  });
  return Object.entries(shares).flatMap(([what, allowed]) => {
    const [most] = uses.filter((use) => use.what === what).sort((one, two) => two.share - one.share);
    if (most === undefined || most.share <= allowed) return [];
    return [`${most.test} uses ${most.told}, more than ${100 * allowed} %`];
  });
}

function resultsOf(name: string, judgements: readonly Judgement[]): TestResult[] {
  return judgements.flatMap(({ tests }) => tests.filter((test) => test.name === name));
}

/** In units of the calibration probe: seconds of the reference machine, in which a task's own limit is told. */
function cpuUse(measured: readonly TestResult[], limits: TaskLimits, speed: Measured['speed']): Use {
  const seconds = measured.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const least = seconds.length === 0 ? 0 : Math.min(...seconds) / (speed?.slowness ?? 1);
  const limit = limits['cpu-seconds'];
  return { what: 'cpu', share: least / limit, told: `${least.toFixed(3)} s of ${limit} s CPU` };
}

function heldUses({ memoryMib, addressShare, processes, filesMib, outputMib }: Peaks, limits: TaskLimits): Use[] {
  const of = (what: Use['what'], used: number, limit: number, unit: string): Use => ({
    what,
    share: used / limit,
    told: `${Number(used.toFixed(2))} of ${limit} ${unit}`,
  });
  return [
    of('memory', memoryMib, limits['memory-mib'], 'MiB'),
    of('files', filesMib, limits['files-mib'], 'MiB of files'),
    of('output', outputMib, limits['output-mib'], 'MiB of output'),
    of('processes', processes, limits.processes, 'processes'),
    of('addresses', 100 * addressShare, 100, '% of its address space'),
  ];
}
