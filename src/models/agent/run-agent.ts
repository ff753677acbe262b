import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** Of what an agent prints, the end is kept. Characters. */
const keptOutput = 65_536;
/** Between TERM and KILL. */
const graceMs = 2000;

export interface AgentRun {
  /** Undefined when a signal ended it, or when it could not be started. */
  readonly exitCode: number | undefined;
  /** Why it could not be started. */
  readonly notStarted: string | undefined;
  readonly timedOut: boolean;
  readonly seconds: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunAgentOptions {
  readonly cwd: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Standard input; empty when absent. */
  readonly input: string | undefined;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a program in a process group of its own. At the limit all of its processes get TERM, and KILL two seconds later. */
export function runAgent(file: string, args: readonly string[], options: RunAgentOptions): Promise<AgentRun> {
  const started = performance.now();
  const { cwd, env, signal, timeoutMs } = options;
  const child = spawn(file, [...args], { cwd, env, detached: true, stdio: ['pipe', 'pipe', 'pipe'] });
  const [stdout, stderr] = [keepEnd(child.stdout), keepEnd(child.stderr)];
  let timedOut = false;
  let killer: NodeJS.Timeout | undefined;
  const end = () => {
    terminate(child);
    killer ??= setTimeout(() => kill(child), graceMs);
  };
  const clock = setTimeout(() => {
    timedOut = true;
    end();
  }, timeoutMs);
  signal?.addEventListener('abort', end, { once: true });
  if (signal?.aborted) end();
  // It may end without reading what it was told.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');

  return new Promise((resolve) => {
    const finish = (exitCode: number | undefined, notStarted?: string) => {
      clearTimeout(clock);
      clearTimeout(killer);
      signal?.removeEventListener('abort', end);
      // What it left running in the background must not change the project any more.
      kill(child);
      const seconds = (performance.now() - started) / 1000;
      resolve({ exitCode, notStarted, timedOut, seconds, stdout: stdout(), stderr: stderr() });
    };
    child.once('error', (error) => finish(undefined, error.message));
    // `exit`, not `close`: a process in the background may hold the pipes open for ever.
    child.once('exit', (code) => setTimeout(() => finish(code ?? undefined), 50));
  });
}

function keepEnd(stream: NodeJS.ReadableStream): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (part: string) => {
    text = (text + part).slice(-keptOutput);
  });
  return () => text;
}

/** TERM to all but the sandbox itself: were that gone, its processes would be killed before they can tidy up. */
function terminate({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  for (const one of [pid, ...descendants(pid)]) if (nameOf(one) !== 'bwrap') send(one, 'SIGTERM');
}

function kill({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  for (const one of descendants(pid)) send(one, 'SIGKILL');
  send(-pid, 'SIGKILL');
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It is gone, which was the aim.
  }
}

function descendants(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`);
    const children = threads.flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return '';
  }
}
