/** Mutation: weakens the secure references and shows that the tests notice. It stores what it saw beside each task. */
import type { Judge } from '../../core/judge.ts';
import type { Task } from '../../core/task.ts';
import { judgeMutants, type ListedMutants } from './judge-mutants.ts';
import { identityOf, type JudgedMutant, type MutantFate } from './mutant.ts';
import { mutationFingerprint, readMutants, type StoredMutants, writeMutants } from './stored-mutants.ts';

export interface MutateOptions {
  readonly tasks: readonly Task[];
  readonly judge: Judge;
  readonly seed: number;
  /** The mutants of each secure reference of these tasks, by the task's id. */
  readonly list: (tasks: readonly Task[]) => Promise<ReadonlyMap<string, ListedMutants>>;
  /** Judge every task again and compare, without writing; otherwise only those are judged that have changed. */
  readonly check: boolean;
  readonly whyNot: (task: Task) => string | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onMutant?: (progress: MutationProgress) => void;
}

export interface MutationProgress {
  readonly task: string;
  readonly done: number;
  readonly total: number;
  readonly fates: Readonly<Record<MutantFate, number>>;
}

export interface MutatedTask {
  readonly task: string;
  readonly stored: StoredMutants;
  /** What is not as it should be: a survivor that nobody has read, a verdict that is no longer the stored one. */
  readonly findings: readonly string[];
}

export interface MutationResult {
  readonly tasks: readonly MutatedTask[];
  readonly skipped: readonly { readonly task: string; readonly reason: string }[];
}

/** Works through the tasks, two at a time; what is judged is on disk, so that a second call does what is missing. */
export async function mutateTasks(options: MutateOptions): Promise<MutationResult> {
  const { tasks, check, signal } = options;
  const known = new Map<Task, StoredMutants | undefined>();
  for (const task of tasks) known.set(task, await readMutants(task));
  const stale = tasks.filter((task) => check || known.get(task)?.fingerprint !== mutationFingerprint(task));
  const listed = stale.length === 0 ? new Map<string, ListedMutants>() : await options.list(stale);
  const fates: Record<MutantFate, number> = { vulnerable: 0, secure: 0, unstable: 0, broken: 0, invalid: 0 };
  const total = [...listed.values()].flatMap((task) => [...task.values()]).flat().length;
  let done = 0;
  const skipped: { task: string; reason: string }[] = [];
  const mutated = new Map<Task, MutatedTask>();
  const todo = [...tasks];

  async function work(): Promise<void> {
    for (let task = todo.shift(); task !== undefined; task = todo.shift()) {
      const { id } = task.definition;
      const before = known.get(task);
      const mutants = listed.get(id);
      const reason = mutants && (signal?.aborted ? 'stopped' : options.whyNot(task));
      if (reason !== undefined) {
        skipped.push({ task: id, reason });
        continue;
      }
      if (mutants === undefined) {
        if (before) mutated.set(task, { task: id, stored: before, findings: unread(before) });
        continue;
      }
      const onMutant = (fate: MutantFate) => {
        fates[fate] += 1;
        done += 1;
        options.onMutant?.({ task: id, done, total, fates });
      };
      const { judge, seed } = options;
      const now = await judgeMutants(task, mutants, { judge, seed, before, signal, onMutant }).catch(
        (error: unknown) => {
          if (signal?.aborted) return undefined;
          throw error;
        },
      );
      if (now === undefined) {
        skipped.push({ task: id, reason: 'stopped' });
        continue;
      }
      const { inconclusive, ...stored } = now;
      if (!check && inconclusive.length === 0) await writeMutants(task, stored);
      const changed = check ? differences(before, stored) : [];
      const faults = inconclusive.map((told) => `no verdict: ${told}`);
      mutated.set(task, { task: id, stored, findings: [...unread(stored), ...faults, ...changed] });
    }
  }
  await Promise.all([work(), work()]);
  return { tasks: tasks.flatMap((task) => mutated.get(task) ?? []), skipped };
}

/** Survivors that nobody has read. */
export function unread({ mutants }: StoredMutants): string[] {
  return mutants.flatMap((one) =>
    one.verdict === 'secure' && one.kind === '' ? [`it survives: ${tellMutant(one)}`] : [],
  );
}

export function tellMutant({ variant, line, operator, was, now }: JudgedMutant): string {
  const short = (text: string) => (text.length > 100 ? `${text.slice(0, 97)}…` : text).replaceAll(/\s+/g, ' ');
  return `${variant}:${line} ${operator}: ${short(was)} → ${now === '' ? 'nothing' : short(now)}`;
}

function differences(before: StoredMutants | undefined, after: StoredMutants): string[] {
  if (before === undefined) return ['its mutants were never judged'];
  const told = new Map(before.mutants.map((one) => [`${one.at} ${identityOf(one)}`, one.verdict]));
  const changed = after.mutants.flatMap((one) => {
    const stored = told.get(`${one.at} ${identityOf(one)}`);
    return stored === one.verdict ? [] : [`${tellMutant(one)} is ${one.verdict}, stored as ${stored ?? 'no mutant'}`];
  });
  const gone = before.mutants.length - after.mutants.length;
  return gone > 0 ? [...changed, `${gone} stored mutants are no longer counted`] : changed;
}
