import type { Judge } from '../../core/judge.ts';
import type { Suite, Task } from '../../core/task.ts';
import { countUp, type VerifyProgress } from '../count-up.ts';
import { auditTask, countAudited } from './audit-task.ts';
import { type AuditCheck, type AuditedTask, auditChecks } from './finding.ts';

export interface AuditOptions {
  readonly suite: Suite;
  readonly tasks: readonly Task[];
  readonly judge: Judge;
  /** Tasks under way at a time. */
  readonly workers: number;
  readonly repeat: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: VerifyProgress) => void;
}

/** What `suite audit --json` prints. */
export interface AuditReport {
  readonly suite: { readonly name: string; readonly version: string; readonly fingerprint: string };
  readonly repeat: number;
  readonly tasks: number;
  /** Tasks whose references and stubs came to what they should, each time. */
  readonly discriminating: number;
  /** Tasks of which nothing was found at all. */
  readonly clean: number;
  /** Tasks that have a finding of each check. */
  readonly counts: Readonly<Record<AuditCheck, number>>;
  readonly audited: readonly AuditedTask[];
  /** Tasks that an interrupted audit did not get to. */
  readonly open: readonly string[];
}

/** Findings that speak of the text only; all others keep a test from telling secure from insecure. */
const ofText: ReadonlySet<AuditCheck> = new Set(['hidden-specification', 'near-duplicate']);

/** Audits tasks, begun in their order. */
export async function auditSuite(options: AuditOptions): Promise<AuditReport> {
  const { suite, tasks, judge, repeat, signal, onProgress } = options;
  const total = tasks.reduce((sum, task) => sum + countAudited(task, repeat), 0);
  const onCandidate = onProgress && countUp(total, onProgress);
  const audited = new Map<Task, AuditedTask>();
  const todo = [...tasks];
  async function work(): Promise<void> {
    for (let task = todo.shift(); task !== undefined && !signal?.aborted; task = todo.shift()) {
      const trial = { judge, suite: suite.tasks, seed: suite.seed, repeat, signal, onCandidate };
      const findings = await auditTask(task, trial).catch((error: unknown) => {
        if (signal?.aborted) return undefined;
        throw error;
      });
      if (findings === undefined) return;
      const record = task.definition.origin?.record;
      audited.set(task, { task: task.definition.id, ...(record !== undefined && { record }), findings });
    }
  }
  await Promise.all(Array.from({ length: options.workers }, work));
  const found = tasks.flatMap((task) => audited.get(task) ?? []);
  const has = ({ findings }: AuditedTask, check: AuditCheck) => findings.some((finding) => finding.check === check);
  const counts = Object.fromEntries(
    auditChecks.map((check) => [check, found.filter((one) => has(one, check)).length]),
  ) as Record<AuditCheck, number>;
  return {
    suite: { name: suite.name, version: suite.version, fingerprint: suite.fingerprint },
    repeat,
    tasks: tasks.length,
    discriminating: found.filter(({ findings }) => findings.every(({ check }) => ofText.has(check))).length,
    clean: found.filter(({ findings }) => findings.length === 0).length,
    counts,
    audited: found,
    open: tasks.filter((task) => !audited.has(task)).map(({ definition }) => definition.id),
  };
}
