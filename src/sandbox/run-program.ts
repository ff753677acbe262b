import { spawn } from 'node:child_process';

export interface ProgramOptions {
  /** The whole environment of the program; nothing is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each line of standard error as it comes. */
  readonly onLine?: (line: string) => void;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export type ProgramResult =
  | { readonly ran: true; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  /** It could not be started: not installed, not executable. */
  | { readonly ran: false; readonly reason: string };

/** Programs of the system are found here; a user's PATH may put anything first. */
export const systemPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** Runs a program to its end and hands back what it printed. Killed by a signal counts as exit code 128 + number. */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(file, [...args], {
      env: { PATH: systemPath, LC_ALL: 'C.UTF-8', ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    let stdout = '';
    let stderr = '';
    let unfinishedLine = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      const lines = (unfinishedLine + text).split('\n');
      unfinishedLine = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    });
    child.once('error', (error) => resolve({ ran: false, reason: error.message }));
    child.once('close', (code, signal) =>
      resolve({ ran: true, exitCode: code ?? (signal === 'SIGKILL' ? 137 : 143), stdout, stderr }),
    );
  });
}
