import type { Judge, Submission } from '../core/judge.ts';
import type { Task, Variant } from '../core/task.ts';
import type { Judgement, TestResult } from '../core/verdict.ts';

/** An attack on exhaustion costs at least so many limits, so that no verdict hangs on the speed of a machine. */
export const limitsAnAttackCosts = 10;

/** A test that is not about exhaustion never fails by a spent limit: there it is an error. */
const spent = /^(cpu|wall|output) limit spent/;

/**
 * Judges the attacks that exhaust a variant again with every limit of time and output ten times as long, one after the
 * other until one still spends it. Undefined when one does, or when the variant is caught by other tests as well.
 * Memory and files are left out: what is held does not depend on the machine.
 */
export async function exhaustsTenLimits(
  { variant, judged }: { readonly variant: Variant; readonly judged: Judgement },
  { task, judge, ...rest }: Pick<Submission, 'task' | 'seed' | 'signal'> & { readonly judge: Judge },
): Promise<string | undefined> {
  const failed = judged.tests.filter(({ kind, outcome }) => kind === 'security' && outcome === 'fail');
  if (failed.length === 0 || !failed.every(bySpending)) return undefined;
  const patient = withLongerLimits(task);
  for (const { name } of failed) {
    const again = await judge.judge({ ...rest, task: patient, language: 'python', code: variant.code, only: [name] });
    if (again.tests.some((test) => test.name === name && test.outcome === 'fail' && bySpending(test))) return undefined;
  }
  const names = failed.map(({ name }) => name).slice(0, 3);
  return `${variant.name} is done within ${limitsAnAttackCosts} limits of ${names.join(', ')}`;
}

function bySpending({ evidence }: TestResult): boolean {
  return spent.test(evidence?.message ?? '');
}

function withLongerLimits(task: Task): Task {
  const { definition } = task;
  const limits = { ...definition.limits };
  for (const name of ['cpu-seconds', 'wall-seconds', 'output-mib'] as const) limits[name] *= limitsAnAttackCosts;
  return { ...task, definition: { ...definition, limits } };
}
