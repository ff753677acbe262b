import type { Judge } from '../../core/judge.ts';
import type { Task } from '../../core/task.ts';
import { type JudgedMutant, mutate } from './mutant.ts';
import { tellMutant, unread } from './mutate-tasks.ts';
import { mutationFingerprint, readMutants, secureVariants } from './stored-mutants.ts';

/** So many rejected mutants of a task are judged again, each against the one test that rejects it. */
const judgedAgain = 3;

/**
 * What is wrong with the stored mutants of a task, quickly: they must be those of the present references and tests,
 * every survivor read, and a part of the rejections hold. `suite mutate --check` judges all of them. A task without
 * stored mutants has nothing that could be out of date: `suite verify` counts it.
 */
export async function checkStoredMutants(task: Task, judge: Judge, seed: number): Promise<string[]> {
  const stored = await readMutants(task);
  if (stored === undefined) return [];
  if (stored.fingerprint !== mutationFingerprint(task)) {
    return [
      `its references or tests have changed; judge its mutants again: seceval suite mutate ${task.definition.id}`,
    ];
  }
  const rejected = stored.mutants.filter((one) => one.verdict === 'vulnerable');
  const step = Math.max(1, Math.floor(rejected.length / judgedAgain));
  const first = Number.parseInt(stored.fingerprint.slice(0, 8), 16) % step;
  const chosen = Array.from({ length: judgedAgain }, (_, index) => rejected[first + index * step]);
  const held = await Promise.all(
    chosen.flatMap((mutant) => (mutant === undefined ? [] : isRejected(task, mutant, { judge, seed }))),
  );
  return [...unread(stored), ...held.filter((told) => told !== undefined)];
}

async function isRejected(
  task: Task,
  mutant: Extract<JudgedMutant, { verdict: 'vulnerable' }>,
  { judge, seed }: { readonly judge: Judge; readonly seed: number },
): Promise<string | undefined> {
  const reference = secureVariants(task).find(({ name }) => name === mutant.variant);
  if (reference === undefined) return `there is no ${mutant.variant}`;
  const { language, code } = reference;
  const judgement = await judge.judge({ task, language, code: mutate(code, mutant), seed, only: [mutant.by] });
  const { tests, verdict, detail } = judgement;
  if (verdict === 'inconclusive') return `the harness could not judge ${tellMutant(mutant)}: ${detail ?? ''}`;
  const failed = tests.some(({ name, outcome }) => name === mutant.by && outcome === 'fail');
  return failed ? undefined : `${mutant.by} does not reject ${tellMutant(mutant)}`;
}
