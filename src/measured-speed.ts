import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename, join } from 'node:path';
import type { BuiltEnvironment } from './core/environment.ts';
import { type MachineSpeed, machineSpeed, probedSpeedSchema, quicker } from './core/machine-speed.ts';
import { probeSpeed } from './judge/probe-speed.ts';
import type { StartSandbox } from './judge/worker.ts';
import { writeAtomically } from './store/write-atomically.ts';

/** How often the probe is repeated when it says that the machine is slow. */
const opinions = 2;

export interface MeasuredSpeedOptions {
  /** The folder of built environments. */
  readonly store: string;
  readonly environment: BuiltEnvironment;
  /** The staged harness; its name is the hash of its content. */
  readonly harness: string;
  readonly tier: string;
  readonly startSandbox: StartSandbox;
}

/** The machine's speed as an interpreter in the sandbox has it; probed once for each boot, environment, harness and tier. */
export async function measuredSpeed(options: MeasuredSpeedOptions): Promise<MachineSpeed> {
  const folder = join(options.store, 'speed');
  const path = join(folder, `${await speedKey(options)}.json`);
  const known = await readFile(path, 'utf8').then(readProbe, () => undefined);
  if (known !== undefined) return machineSpeed(known);
  let probed = await probeSpeed(options.startSandbox);
  // Who shares a processor's core may slow a whole probe down: a slow machine is slow every time.
  for (let again = 0; again < opinions && machineSpeed(probed).limitFactor > 1; again++) {
    probed = quicker(probed, await probeSpeed(options.startSandbox));
  }
  // A store that cannot be written costs a probe the next time, and nothing else.
  await mkdir(folder, { recursive: true, mode: 0o755 })
    .then(() => writeAtomically({ path, content: JSON.stringify(probed), temporaryFolder: folder, durable: false }))
    .catch(() => {});
  return machineSpeed(probed);
}

function readProbe(text: string) {
  try {
    return probedSpeedSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

async function speedKey({ environment, harness, tier }: MeasuredSpeedOptions): Promise<string> {
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  const parts = [boot.trim(), cpus()[0]?.model ?? '', environment.fingerprint, basename(harness), tier];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
