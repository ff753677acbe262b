import type { Judge } from '../core/judge.ts';
import type { Task, Variant } from '../core/task.ts';
import type { Judgement } from '../core/verdict.ts';
import { caseNames, exploitsOf, judgeExploited, type Submit, submitTo } from './judge-briefly.ts';
import { stubs } from './stubs.ts';

/** How the candidates that prove a task are judged. */
export interface Trial {
  readonly judge: Judge;
  readonly seed: number;
  /** How often each variant is judged. */
  readonly repeat: number;
  /** Run every test of insecure variants too, for what looks at them one by one. */
  readonly inFull: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Called when nothing more is asked of a candidate. */
  readonly onCandidate?: (() => void) | undefined;
}

export interface JudgedVariant {
  readonly variant: Variant;
  readonly judgements: readonly [Judgement, ...Judgement[]];
}

export interface JudgedCandidates {
  readonly variants: readonly JudgedVariant[];
  readonly stubs: readonly { readonly name: string; readonly judgement: Judgement }[];
  /** Attacks that exploited no insecure variant. */
  readonly idleAttacks: readonly string[];
}

/** How many candidates prove a task. */
export function countCandidates(task: Task): number {
  return task.variants.length + stubsOf(task).length;
}

/**
 * Judges the variants and stubs of a task, each no further than its part of the proof needs: a secure variant passes every
 * test; an insecure one is vulnerable, to attacks that exploited none before it where there are such; a stub is not
 * secure.
 */
export async function judgeCandidates(task: Task, trial: Trial): Promise<JudgedCandidates> {
  const { judge, seed, signal, onCandidate } = trial;
  const submit = submitTo(judge, { task, seed, ...(signal && { signal }) });
  async function count<Judged>(work: Promise<Judged>): Promise<Judged> {
    const judged = await work;
    onCandidate?.();
    return judged;
  }

  // 1. What cases there are is known from the variants that pass them all.
  const secure = await Promise.all(
    ofKind(task, 'secure').map((variant) => count(judgeRepeatedly(variant, trial.repeat, submit))),
  );
  const cases = caseNames(secure.map(({ judgements }) => judgements[0]));

  // 2. Everything else at once, so that no sandbox stands idle while another works on something long.
  const idle = new Set(cases.security);
  async function exploitInTurn(): Promise<JudgedVariant[]> {
    const judged: JudgedVariant[] = [];
    for (const variant of ofKind(task, 'insecure'))
      judged.push({ variant, judgements: [await count(judgeExploited(variant.code, { cases, idle }, submit))] });
    return judged;
  }
  const exploitRepeatedly = () =>
    Promise.all(ofKind(task, 'insecure').map((variant) => count(judgeRepeatedly(variant, trial.repeat, submit))));
  const [insecure, stubbed] = await Promise.all([
    trial.inFull ? exploitRepeatedly() : exploitInTurn(),
    Promise.all(
      stubsOf(task).map(async ({ name, code }) => ({
        name,
        judgement: await count(submit({ code, untilDecided: true })),
      })),
    ),
  ]);
  for (const { judgements } of insecure) for (const name of exploitsOf(judgements[0])) idle.delete(name);
  return { variants: [...secure, ...insecure], stubs: stubbed, idleAttacks: [...idle] };
}

async function judgeRepeatedly(variant: Variant, repeat: number, submit: Submit): Promise<JudgedVariant> {
  const { code } = variant;
  const first = submit({ code, measure: variant.kind === 'secure' });
  const others = Array.from({ length: repeat - 1 }, () => submit({ code }));
  return { variant, judgements: await Promise.all([first, ...others]) };
}

function ofKind(task: Task, kind: Variant['kind']): Variant[] {
  return task.variants.filter((variant) => variant.kind === kind);
}

function stubsOf(task: Task) {
  return stubs(task.definition['entry-points']);
}
