import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';

export interface ToolLimits {
  readonly timeoutMs: number;
  /** Address space, MiB; only for programs that do not reserve far more than they use. */
  readonly memoryMib?: number;
}

export interface ToolCall {
  readonly program: string;
  readonly args: readonly string[];
  /** Its working folder and its home: a scratch folder without the candidates. */
  readonly folder: string;
  readonly limits: ToolLimits;
  readonly signal?: AbortSignal | undefined;
}

export type ToolOutcome =
  | { readonly ended: true; readonly exitCode: number; readonly stdout: string; readonly stderr: string }
  | { readonly ended: false; readonly reason: string };

const mostOutputBytes = 64 * 1024 * 1024;
const prlimit = '/usr/bin/prlimit';

/**
 * Runs an analyser on model-written text: nothing of the environment is inherited (no key, no proxy, no configuration),
 * time, memory and output are bounded, and it is killed with all that it started.
 */
export function runTool({ program, args, folder, limits, signal }: ToolCall): Promise<ToolOutcome> {
  const bounded = limits.memoryMib !== undefined && existsSync(prlimit);
  const limited = bounded ? [prlimit, `--as=${limits.memoryMib * 1024 * 1024}`, '--', program] : [program];
  const [file = program, ...before] = limited;
  return new Promise((resolve) => {
    const child = spawn(file, [...before, ...args], {
      cwd: folder,
      env: {
        PATH: `${dirname(program)}:/usr/local/bin:/usr/bin:/bin`,
        HOME: folder,
        TMPDIR: folder,
        LC_ALL: 'C.UTF-8',
        PYTHONDONTWRITEBYTECODE: '1',
        SEMGREP_SEND_METRICS: 'off',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let reason: string | undefined;
    const kill = (why: string): void => {
      reason ??= why;
      if (child.pid === undefined) return;
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has ended meanwhile.
      }
    };
    const timer = setTimeout(() => kill(`no answer in ${limits.timeoutMs / 1000} s`), limits.timeoutMs);
    const abort = (): void => kill('interrupted');
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    const texts = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        texts[name] += text;
        if (texts.stdout.length + texts.stderr.length > mostOutputBytes) kill('it printed too much');
      });
    }
    const end = (outcome: ToolOutcome): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      resolve(outcome);
    };
    child.once('error', (error) => end({ ended: false, reason: error.message }));
    child.once('close', (code, killedBy) => {
      // What it left behind goes with it.
      kill(reason ?? 'ended');
      if (code !== null && (reason === undefined || reason === 'ended')) end({ ended: true, exitCode: code, ...texts });
      else end({ ended: false, reason: reason === undefined || reason === 'ended' ? `killed by ${killedBy}` : reason });
    });
  });
}
