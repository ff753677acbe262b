import { tmpdir } from 'node:os';
import { EnvironmentFault } from '../../core/errors.ts';
import { runTool } from './run-tool.ts';

/** The value of a JSON text; undefined when it is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a tool said last, for a message. */
export function lastLine(text: string): string {
  const line = text.trimEnd().split('\n').at(-1)?.trim() ?? '';
  return line === '' ? 'it says nothing that can be read' : line.slice(0, 300);
}

/** The first version number that `--version` prints. Throws `EnvironmentFault` when the program does not run. */
export async function readToolVersion(program: string): Promise<string> {
  const limits = { timeoutMs: 60_000 };
  const outcome = await runTool({ program, args: ['--version'], folder: tmpdir(), limits });
  const version = outcome.ended ? /\d+(?:\.\d+)+/.exec(outcome.stdout + outcome.stderr)?.[0] : undefined;
  if (version !== undefined) return version;
  const why = outcome.ended ? lastLine(outcome.stderr) : outcome.reason;
  throw new EnvironmentFault(`${program} --version does not work: ${why}`, { hint: 'repair it, or leave it out' });
}
