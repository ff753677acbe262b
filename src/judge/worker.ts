import { HarnessFault } from '../core/errors.ts';
import type { RunningSandbox } from '../core/tier.ts';
import { frame, readFrames } from './frames.ts';
import { type Answer, JudgementSoFar } from './judgement-so-far.ts';
import { judgeMessageSchema } from './raw-answer.ts';

const keptStderr = 4000;

/** The fault of a sandbox whose outermost process somebody else killed: whatever dies inside makes it exit. */
export const sandboxKilled = 'sandbox-killed';

/** Starts the sandbox with the supervisor in it. */
export type StartSandbox = (slot: number) => RunningSandbox;

interface Promised<Value> {
  readonly resolve: (value: Value) => void;
  readonly reject: (fault: HarnessFault) => void;
}

interface Waiting extends Promised<Answer> {
  readonly id: number;
  readonly silenceMs: number;
  readonly soFar: JudgementSoFar;
}

/** One sandbox with its judge. It judges one candidate at a time, and is thrown away after any surprise. */
export class Worker {
  judged = 0;
  /** Settles when the judge has said that it is ready, or when it never will. */
  readonly ready: Promise<void>;
  private starting: Promised<void> | undefined;
  private waiting: Waiting | undefined;
  private timer: NodeJS.Timeout | undefined;
  private stderr = '';
  private broken: HarnessFault | undefined;
  private readonly sandbox: RunningSandbox;
  private readonly ended: Promise<void>;

  constructor(sandbox: RunningSandbox, startMs: number) {
    this.sandbox = sandbox;
    const { process } = sandbox;
    this.ready = new Promise((resolve, reject) => {
      this.starting = { resolve, reject };
    });
    this.ready.catch(() => {}); // whoever waits for it is told; a sandbox that is thrown away is nobody's concern
    process.stderr?.on('data', (part: Buffer) => {
      this.stderr = (this.stderr + part.toString('utf8')).slice(-keptStderr);
    });
    process.stdin?.on('error', () => {});
    this.ended = new Promise((resolve) => {
      process.on('error', (error) => {
        this.fail(new HarnessFault('sandbox-start', error.message, { cause: error }));
        resolve();
      });
      process.on('close', (code, signal) => {
        const said = this.stderr.trim();
        const ended = `the sandbox ended (${signal ?? `exit ${code}`})${said === '' ? '' : `: ${said}`}`;
        this.fail(new HarnessFault(signal === 'SIGKILL' ? sandboxKilled : 'judge-died', ended));
        resolve();
      });
    });
    if (process.stdout) {
      readFrames(
        process.stdout,
        (message) => this.receive(message),
        () => this.surprise('a frame that is not JSON'),
      );
    }
    this.watch(startMs);
  }

  /** Its sandbox ended, or will: no candidate is judged here. */
  get hasEnded(): boolean {
    return this.broken !== undefined;
  }

  /** `silenceMs`: how long the judge may go without a sign of life before it is given up. */
  judge(request: Record<string, unknown>, id: number, silenceMs: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.broken) return reject(this.broken);
      this.waiting = { id, silenceMs, resolve, reject, soFar: new JudgementSoFar(id) };
      this.watch(silenceMs);
      this.sandbox.process.stdin?.write(frame(request));
    });
  }

  /** Resolves when nothing of the sandbox is left. */
  async kill(): Promise<void> {
    this.fail(new HarnessFault('worker-closed', 'the worker was closed'));
    this.sandbox.kill();
    await this.ended;
  }

  private receive(raw: unknown): void {
    const message = judgeMessageSchema.safeParse(raw);
    if (!message.success) {
      this.surprise(message.error.message);
      return;
    }
    if ('ready' in message.data) {
      clearTimeout(this.timer);
      this.starting?.resolve();
      this.starting = undefined;
      return;
    }
    const waiting = this.waiting;
    if (waiting === undefined || waiting.id !== message.data.id) {
      this.surprise('an answer nobody waits for');
      return;
    }
    if ('alive' in message.data) {
      waiting.soFar.add(message.data);
      this.watch(waiting.silenceMs);
      return;
    }
    clearTimeout(this.timer);
    this.waiting = undefined;
    this.judged += 1;
    waiting.resolve('gaveUp' in message.data ? waiting.soFar.giveUp(message.data.gaveUp) : message.data);
  }

  private watch(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.surprise(`no sign of life for ${milliseconds / 1000} s`), milliseconds);
  }

  private surprise(detail: string): void {
    this.fail(new HarnessFault('judge-protocol', detail));
    this.sandbox.kill();
  }

  private fail(fault: HarnessFault): void {
    clearTimeout(this.timer);
    this.broken ??= fault;
    this.starting?.reject(fault);
    this.starting = undefined;
    this.waiting?.reject(fault);
    this.waiting = undefined;
  }
}
