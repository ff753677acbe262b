import type { Judge } from '../core/judge.ts';
import type { Suite, Task } from '../core/task.ts';
import { auditTask, countAudited } from './audit/audit-task.ts';
import { countUp, type VerifyProgress } from './count-up.ts';
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
  /** Of the payloads; the suite's own when absent. */
  readonly seed?: number | undefined;
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

/** What `suite verify --json` prints. */
export interface VerifyReport {
  readonly tasks: number;
  readonly passed: number;
  /** How many of those that passed were taken from the record of proofs. */
  readonly onRecord: number;
  readonly failed: readonly Finding[];
  readonly skipped: readonly { readonly task: string; readonly reason: string }[];
  /** Foreign tasks, and what cannot be proven of them whatever was found. */
  readonly unproven: readonly { readonly task: string; readonly what: string }[];
}

/** What nobody can prove of a task whose tests share the candidate's process, by the scope of its verdicts. */
function unproven(task: Task): string | undefined {
  const scope = task.definition['in-process']?.scope;
  if (scope === undefined) return undefined;
  const what = {
    joint: 'that its test looks at security as well as function, that each attack in it works',
    function: 'anything of security',
    full: 'that each of its attacks works',
  }[scope];
  return `${what}, and that a candidate cannot forge its verdict`;
}

/** Foreign tests are run by the rules of an audit: those of our own tasks ask for what they do not have. */
async function auditForeign(task: Task, trial: Parameters<typeof auditTask>[1]): Promise<Finding[]> {
  const findings = await auditTask(task, trial);
  return findings.map((finding) => ({ task: task.definition.id, ...finding }));
}

function candidatesOf(task: Task, repeat: number): number {
  return task.inProcess === undefined ? countCandidates(task) : countAudited(task, repeat);
}

/** Proves tasks, begun in their order; an interrupted call reports what it got to and names the rest. */
export async function verifyTasks(options: VerifyOptions): Promise<VerifyReport> {
  const { suite, tasks, judge, repeat = 2, margins = false, signal, onProgress } = options;
  const unable = new Map(tasks.map((task) => [task, options.whyNot(task)]));
  const onRecord = options.onRecord ?? new Set<Task>();
  const toJudge = tasks.filter((task) => !unable.get(task) && !onRecord.has(task));
  const total = toJudge.reduce((sum, task) => sum + candidatesOf(task, repeat), 0);
  const onCandidate = onProgress && countUp(total, onProgress);
  const mutants = suite.vary === undefined;
  const proof = { judge, seed: options.seed ?? suite.seed, repeat, margins, mutants, signal, onCandidate };
  const failed: Finding[] = [];
  const skipped: { task: string; reason: string }[] = [];
  let passed = 0;
  let recorded = 0;
  const todo = [...tasks];
  async function findingsOf(task: Task): Promise<Finding[]> {
    if (task.inProcess) return onRecord.has(task) ? [] : auditForeign(task, { ...proof, suite: suite.tasks });
    const judged = onRecord.has(task) ? [] : await verifyInSandbox(task, proof);
    return [...staticFindings(task, suite.tasks), ...judged];
  }
  async function work(): Promise<void> {
    for (let task = todo.shift(); task !== undefined; task = todo.shift()) {
      const { id } = task.definition;
      const reason = signal?.aborted ? 'stopped' : unable.get(task);
      if (reason !== undefined) {
        skipped.push({ task: id, reason });
        continue;
      }
      const findings = await findingsOf(task);
      if (findings.length === 0) passed += 1;
      if (findings.length === 0 && onRecord.has(task)) recorded += 1;
      failed.push(...findings);
      options.onTask?.(id, findings);
    }
  }
  await Promise.all(Array.from({ length: options.workers }, work));
  const beyond = tasks.flatMap((task) => {
    const what = unable.get(task) === undefined ? unproven(task) : undefined;
    return what === undefined ? [] : [{ task: task.definition.id, what }];
  });
  return { tasks: tasks.length, passed, onRecord: recorded, failed, skipped, unproven: beyond };
}
