import { z } from 'zod';
import type { BuiltEnvironment } from '../core/environment.ts';
import { EnvironmentFault } from '../core/errors.ts';
import { runProgram } from './run-program.ts';
import { bubblewrapArguments } from './tiers/bubblewrap-arguments.ts';

export interface ListMutantsOptions {
  readonly environment: BuiltEnvironment;
  /** Where the harness is staged. */
  readonly harness: string;
  /** Folder of a suite. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

const answerSchema = z.record(
  z.string(),
  z.array(z.object({ operator: z.string(), line: z.number(), at: z.number(), was: z.string(), now: z.string() })),
);

/**
 * The mutants of Python files (paths below the suite's folder), by file. The environment's own interpreter reads them,
 * because it must parse what a reference may say there; it has the files read-only, no network, and runs none of them.
 */
export async function listMutants(
  files: readonly string[],
  { environment, harness, folder, signal }: ListMutantsOptions,
): Promise<z.infer<typeof answerSchema>> {
  const words = [
    ...['--unshare-all', ...bubblewrapArguments({ environment, harness })],
    ...['--ro-bind', folder, '/tmp/suite', '--chdir', '/tmp/suite'],
    ...['--', '/usr/bin/python3', '-I', '-B', '/h/mutation/main.py', ...files],
  ];
  const result = await runProgram('bwrap', words, { timeoutMs: 600_000, ...(signal && { signal }) });
  if (!result.ran) {
    throw new EnvironmentFault(`bubblewrap does not start: ${result.reason}`, { hint: 'seceval doctor' });
  }
  if (result.exitCode !== 0) {
    const said = result.stderr.trim().split('\n').at(-1) ?? '';
    throw new EnvironmentFault(`the references cannot be read for mutation (exit ${result.exitCode}): ${said}`);
  }
  return answerSchema.parse(JSON.parse(result.stdout));
}
