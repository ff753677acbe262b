import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const program = fileURLToPath(new URL('worker-process.ts', import.meta.url));

/** worker-process.ts, and the lines that it has said; `enter`: words before its command. */
export function startProcess(url: string, enter: readonly string[] = []): { child: ChildProcess; lines: string[] } {
  // jiti, because Node 20 cannot run TypeScript.
  const [command = process.execPath, ...rest] = [...enter, process.execPath, '--import', 'jiti/register', program, url];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  return { child, lines };
}
