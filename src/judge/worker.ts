import type { ChildProcess } from 'node:child_process';
import { HarnessFault } from '../core/errors.ts';
import { frame, readFrames } from './frames.ts';
import { judgeMessageSchema, type RawAnswer } from './raw-answer.ts';

const startSeconds = 60;
const keptStderr = 4000;

/** Starts the sandbox with the supervisor in it; its stdin, stdout and stderr are pipes. */
export type StartSandbox = (slot: number) => ChildProcess;

interface Waiting {
  readonly id: number;
  readonly silenceMs: number;
  readonly resolve: (answer: RawAnswer) => void;
  readonly reject: (fault: HarnessFault) => void;
}

/** One sandbox with its judge. It judges one candidate at a time, and is thrown away after any surprise. */
export class Worker {
  judged = 0;
  private waiting: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stderr = '';
  private broken: HarnessFault | undefined;
  private readonly process: ChildProcess;
  private ready: { resolve: () => void; reject: (fault: HarnessFault) => void } | undefined;

  private constructor(process: ChildProcess) {
    this.process = process;
    process.stderr?.on('data', (part: Buffer) => {
      this.stderr = (this.stderr + part.toString('utf8')).slice(-keptStderr);
    });
    process.stdin?.on('error', () => {});
    process.on('error', (error) => this.fail(new HarnessFault('sandbox-start', error.message, { cause: error })));
    process.on('close', (code, signal) => {
      const said = this.stderr.trim();
      const ended = `the sandbox ended (${signal ?? `exit ${code}`})${said === '' ? '' : `: ${said}`}`;
      this.fail(new HarnessFault('judge-died', ended));
    });
    if (process.stdout) {
      readFrames(
        process.stdout,
        (message) => this.receive(message),
        () => this.surprise('a frame that is not JSON'),
      );
    }
  }

  /** A worker whose judge has said that it is ready. */
  static async start(startSandbox: StartSandbox, slot: number): Promise<Worker> {
    const worker = new Worker(startSandbox(slot));
    await new Promise<void>((resolve, reject) => {
      worker.ready = { resolve, reject };
      worker.watch(startSeconds * 1000);
    });
    return worker;
  }

  get usable(): boolean {
    return this.broken === undefined;
  }

  /** `silenceMs`: how long the judge may go without a sign of life before it is given up. */
  judge(request: Record<string, unknown>, id: number, silenceMs: number): Promise<RawAnswer> {
    return new Promise((resolve, reject) => {
      if (this.broken) return reject(this.broken);
      this.waiting = { id, silenceMs, resolve, reject };
      this.watch(silenceMs);
      this.process.stdin?.write(frame(request));
    });
  }

  kill(): void {
    clearTimeout(this.timer);
    this.broken ??= new HarnessFault('worker-closed', 'the worker was closed');
    this.process.kill('SIGKILL');
  }

  private receive(raw: unknown): void {
    const message = judgeMessageSchema.safeParse(raw);
    if (!message.success) {
      this.surprise(message.error.message);
      return;
    }
    if ('ready' in message.data) {
      clearTimeout(this.timer);
      this.ready?.resolve();
      this.ready = undefined;
      return;
    }
    const waiting = this.waiting;
    if (waiting === undefined || waiting.id !== message.data.id) {
      this.surprise('an answer nobody waits for');
      return;
    }
    if ('case' in message.data) {
      this.watch(waiting.silenceMs);
      return;
    }
    clearTimeout(this.timer);
    this.waiting = undefined;
    this.judged += 1;
    waiting.resolve(message.data);
  }

  private watch(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.surprise(`no sign of life for ${milliseconds / 1000} s`), milliseconds);
  }

  private surprise(detail: string): void {
    this.fail(new HarnessFault('judge-protocol', detail));
    this.process.kill('SIGKILL');
  }

  private fail(fault: HarnessFault): void {
    clearTimeout(this.timer);
    this.broken ??= fault;
    this.ready?.reject(fault);
    this.ready = undefined;
    this.waiting?.reject(fault);
    this.waiting = undefined;
  }
}
