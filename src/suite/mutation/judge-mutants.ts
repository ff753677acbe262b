import type { Judge } from '../../core/judge.ts';
import type { Task } from '../../core/task.ts';
import type { Judgement } from '../../core/verdict.ts';
import { caseNames, judgeMutant, submitTo } from '../judge-briefly.ts';
import { identityOf, type JudgedMutant, type Mutant, type MutantFate, mutate } from './mutant.ts';
import { mutationFingerprint, type StoredMutants, secureVariants } from './stored-mutants.ts';

/** By variant. */
export type ListedMutants = ReadonlyMap<string, readonly Mutant[]>;

export interface JudgeMutantsOptions {
  readonly judge: Judge;
  readonly seed: number;
  /** What was stored before: the reasons in it are kept for the mutants that are still there. */
  readonly before?: StoredMutants | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onMutant?: (fate: MutantFate) => void;
}

export interface MutantsOfTask extends StoredMutants {
  /** Faults of the harness: these mutants have no verdict. */
  readonly inconclusive: readonly string[];
}

/** Judges every mutant of a task's secure references, each until its verdict is certain. */
export async function judgeMutants(
  task: Task,
  listed: ListedMutants,
  options: JudgeMutantsOptions,
): Promise<MutantsOfTask> {
  const { judge, seed, signal } = options;
  const counts: Record<string, Record<MutantFate, number>> = {};
  const inconclusive: string[] = [];
  const reasons = reasonsOf(task, options.before);
  const submit = submitTo(judge, { task, seed, ...(signal && { signal }) });
  const references = await Promise.all(secureVariants(task).map(({ code }) => submit({ code })));
  const unsound = references.flatMap(({ verdict, detail }, index) =>
    verdict === 'secure' ? [] : [`${secureVariants(task)[index]?.name} itself is judged ${verdict}: ${detail ?? ''}`],
  );
  // What is weaker than a reference that is not secure itself says nothing of the tests.
  if (unsound.length > 0) {
    return { fingerprint: mutationFingerprint(task), counts, mutants: [], inconclusive: unsound };
  }
  const cases = caseNames(references);
  const judged = await Promise.all(
    secureVariants(task).flatMap(({ name: variant, code }) =>
      (listed.get(variant) ?? []).map(async (mutant): Promise<JudgedMutant | undefined> => {
        const mutated = mutate(code, mutant);
        const brief = await judgeMutant(mutated, cases, submit);
        // Where some attacks only break it, others may still succeed.
        const isUnstable = brief.reason === 'unstable-under-attack';
        const judgement = isUnstable ? await submit({ code: mutated, untilDecided: true }) : brief;
        const fate = fateOf(judgement);
        if (fate === undefined) {
          inconclusive.push(`${variant}:${mutant.line} ${mutant.operator}: ${judgement.detail ?? ''}`);
          return undefined;
        }
        counts[mutant.operator] ??= none();
        const counted = counts[mutant.operator];
        if (counted) counted[fate] += 1;
        options.onMutant?.(fate);
        if (fate === 'vulnerable') return { variant, ...mutant, verdict: fate, by: killerOf(judgement) };
        return fate === 'secure' ? { variant, ...mutant, verdict: fate, kind: '', why: '' } : undefined;
      }),
    ),
  );
  // In the order of the list, whatever was judged first: mutants that look alike are told apart by it.
  const mutants = judged
    .filter((one) => one !== undefined)
    .map((one) => (one.verdict === 'secure' ? { ...one, ...reasons(one.variant, one) } : one));
  return { fingerprint: mutationFingerprint(task), counts: sorted(counts), mutants, inconclusive };
}

function fateOf({ verdict, reason }: Judgement): MutantFate | undefined {
  // The suite's own judge tells function from security; only foreign tests do not.
  if (verdict === 'inconclusive' || verdict === 'pass' || verdict === 'fail') return undefined;
  return reason === 'unstable-under-attack' ? 'unstable' : verdict;
}

function killerOf({ tests }: Judgement): string {
  return tests.find(({ kind, outcome }) => kind === 'security' && outcome === 'fail')?.name ?? '';
}

type Reading = Pick<Extract<JudgedMutant, { verdict: 'secure' }>, 'kind' | 'why'>;

/**
 * What was found earlier, or stands in `task.yaml`. Mutants that look alike (the same line twice) are told apart by their
 * order.
 */
function reasonsOf(task: Task, before: StoredMutants | undefined): (variant: string, mutant: Mutant) => Reading {
  const known = new Map<string, Reading[]>();
  for (const one of before?.mutants ?? []) {
    if (one.verdict !== 'secure') continue;
    const identity = identityOf(one);
    known.set(identity, [...(known.get(identity) ?? []), { kind: one.kind, why: one.why }]);
  }
  return (variant, mutant) => {
    const readings = known.get(identityOf({ variant, ...mutant })) ?? [];
    const reading = readings.shift();
    if (reading !== undefined && reading.kind !== '') return reading;
    const code = task.variants.find(({ name }) => name === variant)?.code ?? '';
    const guard = code.split('\n')[mutant.line - 1]?.trim();
    const named = task.definition['equivalent-mutants'].find((one) => one.variant === variant && one.guard === guard);
    const takenOver = mutant.operator === 'drop-guard' && named !== undefined;
    return takenOver ? { kind: 'equivalent', why: named.why } : { kind: '', why: '' };
  };
}

function none(): Record<MutantFate, number> {
  return { vulnerable: 0, secure: 0, unstable: 0, broken: 0, invalid: 0 };
}

function sorted(counts: Record<string, Record<MutantFate, number>>): Record<string, Record<MutantFate, number>> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
