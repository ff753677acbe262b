import { z } from 'zod';

/** CPU seconds of the probe's three pieces of work (harness/probe.py): a Python loop, C code, a regular expression. */
export const probedSpeedSchema = z.object({
  loop: z.number().positive(),
  digest: z.number().positive(),
  search: z.number().positive(),
});
export type ProbedSpeed = z.infer<typeof probedSpeedSchema>;

/** What the probe found, and what follows from it. */
export const machineSpeedSchema = z.object({
  probe: probedSpeedSchema,
  /** How many times longer than the reference machine this one takes. */
  slowness: z.number().positive(),
  /** CPU and wall limits in force are a task's own times this. */
  limitFactor: z.number().min(1),
});
export type MachineSpeed = z.infer<typeof machineSpeedSchema>;

/**
 * The median of 12 probes in the core suite's environment (CPython 3.13 of Debian 13) on a virtual machine with two
 * processors of an AMD EPYC (32 MiB of third-level cache), six of them beside 8 busy loops.
 */
const reference: ProbedSpeed = { loop: 0.0021, digest: 0.0016, search: 0.00145 };

const mostFactor = 8;
const step = 0.25;

/**
 * Limits in units of this machine's speed (docs/decisions/0006-limits-in-units-of-the-machine.md). A slower machine gets
 * longer limits, up to 8 times; a faster one keeps a task's own, for they bound nothing but attacks, which cost ten of them.
 */
export function machineSpeed(probe: ProbedSpeed): MachineSpeed {
  const ratios = [probe.loop / reference.loop, probe.digest / reference.digest, probe.search / reference.search];
  const slowness = ratios.reduce((product, ratio) => product * ratio, 1) ** (1 / ratios.length);
  const stepped = Math.round(slowness / step) * step;
  return { probe, slowness, limitFactor: Math.min(mostFactor, Math.max(1, stepped)) };
}

/** The better of two probes in each piece of work: what else runs can only make one slower. */
export function quicker(one: ProbedSpeed, other: ProbedSpeed): ProbedSpeed {
  return {
    loop: Math.min(one.loop, other.loop),
    digest: Math.min(one.digest, other.digest),
    search: Math.min(one.search, other.search),
  };
}
