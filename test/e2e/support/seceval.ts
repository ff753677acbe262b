import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../dist/cli/main.js', import.meta.url));
export const suiteFolder: string = fileURLToPath(new URL('../../../suites/core', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
  /** A command that becomes seceval, with the same process number. */
  readonly wrap?: readonly string[];
  readonly onStart?: (child: ChildProcess) => void;
}

/** Starts the built command line, for a test that does not let it end. */
export function startSeceval(words: readonly string[], options: StartOptions = {}): ChildProcessWithoutNullStreams {
  const [command = process.execPath, ...rest] = [...(options.wrap ?? []), process.execPath, main, ...words];
  return spawn(command, rest, {
    cwd: options.cwd ?? newFolder(),
    env: { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', ...options.env },
    stdio: 'pipe',
  });
}

/** Runs the built command line to its end, with an environment of its own. */
export function seceval(words: readonly string[], options: StartOptions = {}): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = startSeceval(words, options);
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(options.input ?? '');
    options.onStart?.(child);
  });
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'seceval-e2e-'));
}

/** The source of a reference of the core suite. */
export function variant(task: string, name: string): string {
  return readFileSync(join(suiteFolder, task, 'python', `${name}.py`), 'utf8');
}
