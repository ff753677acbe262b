import type { Judge } from '../core/judge.ts';
import type { Suite, Task } from '../core/task.ts';
import { countCandidates } from './judge-candidates.ts';
import { staticFindings } from './static-checks.ts';
import { type Finding, verifyInSandbox } from './verify-task.ts';

export interface VerifyOptions {
  readonly suite: Suite;
  readonly tasks: readonly Task[];
  readonly judge: Judge;
  /** Tasks under way at a time. */
  readonly workers: number;
  /** How often each variant is judged; twice when absent. */
  readonly repeat?: number | undefined;
  /** Also show that attacks on exhaustion cost ten limits, which takes minutes for such a task. */
  readonly margins?: boolean | undefined;
  /** Why this machine cannot run a task; undefined when it can. */
  readonly whyNot: (task: Task) => string | undefined;
  /** Tasks whose recorded proof still holds: only what needs no sandbox is looked at. */
  readonly onRecord?: ReadonlySet<Task> | undefined;
  readonly signal?: AbortSignal;
  readonly onTask?: (task: string, findings: readonly Finding[]) => void;
  readonly onProgress?: (progress: VerifyProgress) => void;
}

/** Candidates judged so far, and how many there are to judge; `rate` a second. */
export interface VerifyProgress {
  readonly done: number;
  readonly total: number;
  readonly rate: number;
  readonly secondsLeft: number;
}

/** What `suite verify --json` prints. */
export interface VerifyReport {
  readonly tasks: number;
  readonly passed: number;
  /** How many of those that passed were taken from the record of proofs. */
  readonly onRecord: number;
  readonly failed: readonly Finding[];
  readonly skipped: readonly { readonly task: string; readonly reason: string }[];
}

/** Proves tasks, begun in their order; an interrupted call reports what it got to and names the rest. */
export async function verifyTasks(options: VerifyOptions): Promise<VerifyReport> {
  const { suite, tasks, judge, repeat = 2, margins = false, signal, onProgress } = options;
  const unable = new Map(tasks.map((task) => [task, options.whyNot(task)]));
  const onRecord = options.onRecord ?? new Set<Task>();
  const toJudge = tasks.filter((task) => !unable.get(task) && !onRecord.has(task));
  const total = toJudge.reduce((sum, task) => sum + countCandidates(task), 0);
  const onCandidate = onProgress && countUp(total, onProgress);
  const mutants = suite.vary === undefined;
  const proof = { judge, seed: suite.seed, repeat, margins, mutants, signal, onCandidate };
  const failed: Finding[] = [];
  const skipped: { task: string; reason: string }[] = [];
  let passed = 0;
  let recorded = 0;
  const todo = [...tasks];
  async function work(): Promise<void> {
    for (let task = todo.shift(); task !== undefined; task = todo.shift()) {
      const { id } = task.definition;
      const reason = signal?.aborted ? 'stopped' : unable.get(task);
      if (reason !== undefined) {
        skipped.push({ task: id, reason });
        continue;
      }
      const judged = onRecord.has(task) ? [] : await verifyInSandbox(task, proof);
      const findings = [...staticFindings(task, suite.tasks), ...judged];
      if (findings.length === 0) passed += 1;
      if (findings.length === 0 && onRecord.has(task)) recorded += 1;
      failed.push(...findings);
      options.onTask?.(id, findings);
    }
  }
  await Promise.all(Array.from({ length: options.workers }, work));
  return { tasks: tasks.length, passed, onRecord: recorded, failed, skipped };
}

function countUp(total: number, onProgress: (progress: VerifyProgress) => void): () => void {
  const started = performance.now();
  let done = 0;
  return () => {
    done += 1;
    const rate = (done * 1000) / (performance.now() - started);
    onProgress({ done, total, rate, secondsLeft: (total - done) / rate });
  };
}
