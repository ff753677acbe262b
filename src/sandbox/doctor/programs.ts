import { runProgram } from '../run-program.ts';
import type { MachineFinding } from './finding.ts';

const leastNode = [20, 19] as const;

export function examineNode(version: string = process.versions.node): MachineFinding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const ok = major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
  const finding = { name: 'node', ok, detail: version, needed: true };
  return ok ? finding : { ...finding, remedy: `install Node ${leastNode.join('.')} or newer` };
}

/** The image brings its own Python: the machine's is for `environment: host`. */
export async function examinePython(): Promise<MachineFinding> {
  const found = await versionOf('/usr/bin/python3', ['--version']);
  const finding = { name: 'python', ok: found !== undefined, needed: false };
  if (found !== undefined) return { ...finding, detail: `${found}, used for environment: host only` };
  return { ...finding, detail: 'no /usr/bin/python3', remedy: 'sudo apt-get install python3' };
}

export async function examineBubblewrap(): Promise<MachineFinding> {
  const found = await versionOf('bwrap', ['--version']);
  const finding = { name: 'bubblewrap', ok: found !== undefined, needed: false };
  if (found !== undefined) return { ...finding, detail: found };
  return { ...finding, detail: 'not installed', remedy: 'sudo apt-get install bubblewrap' };
}

export async function examineMmdebstrap(isBuilt: boolean): Promise<MachineFinding> {
  const found = await versionOf('mmdebstrap', ['--version']);
  const finding = { name: 'mmdebstrap', ok: found !== undefined, needed: !isBuilt };
  if (found !== undefined) return { ...finding, detail: found };
  const detail = isBuilt ? 'not installed; the environment is built already' : 'not installed';
  return { ...finding, detail, remedy: 'sudo apt-get install mmdebstrap' };
}

/** Only for convenience: with it `npm test` and `npm start` install what is missing. */
export async function examineSudo(isRoot: boolean): Promise<MachineFinding> {
  if (isRoot) return { name: 'sudo', ok: true, detail: 'not needed: running as root', needed: false };
  const tried = await runProgram('sudo', ['--non-interactive', 'true'], { timeoutMs: 5000 });
  const ok = tried.ran && tried.exitCode === 0;
  const detail = ok ? 'without a password' : 'asks for a password or is missing: nothing is installed by itself';
  return { name: 'sudo', ok: true, detail, needed: false };
}

async function versionOf(program: string, args: readonly string[]): Promise<string | undefined> {
  const result = await runProgram(program, args, { timeoutMs: 10_000 });
  if (!result.ran || result.exitCode !== 0) return undefined;
  return /\d+(?:\.\d+)+/.exec(result.stdout)?.[0] ?? result.stdout.trim();
}
