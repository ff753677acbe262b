import { compareJudgements } from '../core/compare-judgements.ts';
import type { Judge } from '../core/judge.ts';
import type { Task, Variant } from '../core/task.ts';
import type { Judgement, TestResult } from '../core/verdict.ts';
import { dropGuards } from './drop-guards.ts';
import { exhaustsTenLimits } from './exhaustion-margin.ts';
import { stubs } from './stubs.ts';

/** What does not hold of a task. `check` names the rule, `detail` says what was seen. */
export interface Finding {
  readonly task: string;
  readonly check: string;
  readonly detail: string;
}

/** References use at most this share of a limit (DESIGN 3). */
const shareOfLimit = 0.1;

export interface SandboxProof {
  readonly judge: Judge;
  readonly seed: number;
  /** How often each variant is judged; every time must come out the same. */
  readonly repeat: number;
  /** Also show that attacks on exhaustion cost ten limits: each takes ten limits of time. */
  readonly margins: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** The proofs of DESIGN 5 that need the sandbox: verdicts of variants and stubs, every payload at work, repeatability, distance. */
export async function verifyInSandbox(task: Task, proof: SandboxProof): Promise<Finding[]> {
  const { judge, seed, repeat, margins, signal } = proof;
  const submit = (code: string) =>
    judge.judge({ task, language: 'python', code, seed, ...(signal === undefined ? {} : { signal }) });
  const judged = await Promise.all(
    task.variants.map(async (variant) => {
      const first = await submit(variant.code);
      const others: Judgement[] = [];
      while (others.length < repeat - 1) others.push(await submit(variant.code));
      return { variant, first, others };
    }),
  );
  const stubbed = await Promise.all(
    stubs(task.definition['entry-points']).map(async (stub) => ({ ...stub, judgement: await submit(stub.code) })),
  );
  const say = (check: string, detail: string): Finding => ({ task: task.definition.id, check, detail });
  const findings: Finding[] = [];
  for (const { variant, first, others } of judged) {
    findings.push(...wrongVerdict(variant, first, say), ...changed(variant, [first, ...others], say));
    const limit = task.definition.limits['cpu-seconds'] * (judge.describe().speed?.limitFactor ?? 1);
    if (variant.kind === 'secure') findings.push(...tooNearALimit(limit, variant, first, say));
  }
  for (const { name, judgement } of stubbed) {
    if (judgement.verdict === 'secure') findings.push(say('stub', `${name} is judged secure`));
    if (judgement.verdict === 'inconclusive') findings.push(say('stub', `${name}: ${judgement.detail ?? ''}`));
  }
  findings.push(...idleAttacks(judged, say));
  for (const { variant, first } of margins ? judged : []) {
    const under = { task, judge, seed, ...(signal && { signal }) };
    const short = await exhaustsTenLimits({ variant, judged: first }, under);
    if (short !== undefined) findings.push(say('exhaustion-margin', short));
  }
  findings.push(...(await survivors(task, submit, say)));
  return findings;
}

/** A secure reference that loses a guard is no longer secure, or the task says why it still is (DESIGN 5.2). */
async function survivors(task: Task, submit: (code: string) => Promise<Judgement>, say: Say): Promise<Finding[]> {
  const secure = task.variants.filter(({ kind }) => kind === 'secure');
  const mutants = secure.flatMap(({ name, code }) => dropGuards(code).map((mutant) => ({ variant: name, ...mutant })));
  const judged = await Promise.all(
    mutants.map(async (mutant) => ({ ...mutant, verdict: (await submit(mutant.code)).verdict })),
  );
  const known = task.definition['equivalent-mutants'];
  const unread = judged.filter(
    ({ verdict, variant, guard }) =>
      verdict === 'secure' && !known.some((one) => one.variant === variant && one.guard === guard),
  );
  const stale = known.filter(
    (one) =>
      !judged.some(
        (mutant) => mutant.variant === one.variant && mutant.guard === one.guard && mutant.verdict === 'secure',
      ),
  );
  return [
    ...unread.map(({ variant, guard, line }) => say('mutant', `${variant}:${line} is secure without '${guard}'`)),
    ...stale.map(({ variant, guard }) =>
      say('mutant', `equivalent-mutants names '${guard}' of ${variant}, which does not survive`),
    ),
  ];
}

type Say = (check: string, detail: string) => Finding;

function wrongVerdict(variant: Variant, judgement: Judgement, say: Say): Finding[] {
  const expected = variant.kind === 'secure' ? 'secure' : 'vulnerable';
  if (judgement.verdict === expected) return [];
  const detail = judgement.detail === undefined ? '' : ` (${judgement.detail})`;
  return [say('verdict', `${variant.name} is judged ${judgement.verdict}, not ${expected}${detail}`)];
}

function changed(variant: Variant, [first, ...others]: readonly Judgement[], say: Say): Finding[] {
  const different = others.flatMap((other) => (first === undefined ? [] : compareJudgements(first, other)));
  if (different.length === 0) return [];
  const named = different.map(({ what, first: before, other }) => `${what}: ${before}, then ${other}`);
  return [say('repeatable', `${variant.name}: ${named.slice(0, 3).join('; ')}`)];
}

function tooNearALimit(limit: number, variant: Variant, judgement: Judgement, say: Say): Finding[] {
  const near = judgement.tests.filter((test) => (test.cpuSeconds ?? 0) > limit * shareOfLimit);
  const told = ({ name, cpuSeconds }: TestResult) => `${name} uses ${cpuSeconds?.toFixed(3)} s`;
  if (near.length === 0) return [];
  return [say('distance', `${variant.name}: ${near.map(told).slice(0, 3).join('; ')} of a limit of ${limit} s CPU`)];
}

/** Every security test and every payload, alone, exploits at least one insecure variant; else it shows nothing. */
function idleAttacks(judged: readonly { variant: Variant; first: Judgement }[], say: Say): Finding[] {
  const idle = new Set<string>();
  for (const { first } of judged) {
    for (const test of first.tests) if (test.kind === 'security') idle.add(test.name);
  }
  for (const { variant, first } of judged) {
    if (variant.kind !== 'insecure') continue;
    for (const test of first.tests) if (test.outcome === 'fail') idle.delete(test.name);
  }
  return [...idle].map((name) => say('idle-attack', `${name} exploits no insecure variant`));
}
