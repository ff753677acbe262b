import { Worker } from 'node:worker_threads';
import { z } from 'zod';
import { EnvironmentFault } from '../../core/errors.ts';

const answerSchema = z.union([
  z.object({ ready: z.string() }),
  z.object({
    diagnostics: z.array(z.object({ rule: z.string().nullable(), message: z.string(), line: z.number().int() })),
  }),
  z.object({ fault: z.string() }),
]);
type Answer = z.infer<typeof answerSchema>;
export type Diagnostics = Extract<Answer, { diagnostics: unknown }>['diagnostics'];

export type Checked =
  | { readonly diagnostics: Diagnostics }
  /** Ruff gave up on the code; the thread may be damaged, and must be replaced. */
  | { readonly fault: string };

/** One thread with ruff in it. Asked one code at a time. */
export class RuffThread {
  readonly version: string;
  readonly #worker: Worker;

  private constructor(worker: Worker, version: string) {
    this.#worker = worker;
    this.version = version;
  }

  static async start(timeoutMs: number): Promise<RuffThread> {
    const worker = new Worker(new URL('./ruff-worker.mjs', import.meta.url), {
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    // A forgotten close must not keep the process alive.
    worker.unref();
    const answer = await nextAnswer(worker, timeoutMs);
    if ('ready' in answer) return new RuffThread(worker, answer.ready);
    await worker.terminate();
    throw new EnvironmentFault(`ruff does not start: ${'fault' in answer ? answer.fault : 'no version'}`, {
      hint: 'install the dependencies again: npm ci',
    });
  }

  async check(code: string, timeoutMs: number): Promise<Checked> {
    const answer = nextAnswer(this.#worker, timeoutMs);
    this.#worker.postMessage(code);
    const result = await answer;
    return 'ready' in result ? { fault: 'it answered something else' } : result;
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }
}

function nextAnswer(worker: Worker, timeoutMs: number): Promise<Answer> {
  return new Promise((resolve) => {
    const end = (answer: Answer) => {
      clearTimeout(timer);
      worker.off('message', take).off('error', fail).off('exit', exit);
      resolve(answer);
    };
    const take = (message: unknown) => end(answerSchema.safeParse(message).data ?? { fault: 'an unknown answer' });
    const fail = (error: unknown) => end({ fault: error instanceof Error ? error.message : String(error) });
    const exit = () => end({ fault: 'it died' });
    const timer = setTimeout(() => end({ fault: `no answer in ${timeoutMs / 1000} s` }), timeoutMs);
    worker.on('message', take).on('error', fail).on('exit', exit);
  });
}
