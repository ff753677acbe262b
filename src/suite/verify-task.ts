import { compareJudgements } from '../core/compare-judgements.ts';
import type { Task } from '../core/task.ts';
import { nearLimits } from './distance.ts';
import { exhaustsTenLimits } from './exhaustion-margin.ts';
import { submitTo } from './judge-briefly.ts';
import { type JudgedVariant, judgeCandidates, type Trial } from './judge-candidates.ts';
import { checkStoredMutants } from './mutation/check-stored-mutants.ts';

/** What does not hold of a task. `check` names the rule, `detail` says what was seen. */
export interface Finding {
  readonly task: string;
  readonly check: string;
  readonly detail: string;
}

export interface SandboxProof extends Omit<Trial, 'inFull'> {
  /** Also show that attacks on exhaustion cost ten limits: each takes ten limits of time. */
  readonly margins: boolean;
  /** Also hold the stored mutants against it: they are of the task as it is on disk. */
  readonly mutants: boolean;
}

/** The proofs of a task that need the sandbox: verdicts of variants and stubs, every payload at work, repeatability, distance. */
export async function verifyInSandbox(task: Task, proof: SandboxProof): Promise<Finding[]> {
  const { judge, seed, margins, signal } = proof;
  const submit = submitTo(judge, { task, seed, ...(signal && { signal }) });
  const say = (check: string, detail: string): Finding => ({ task: task.definition.id, check, detail });
  const { variants, stubs, idleAttacks } = await judgeCandidates(task, {
    ...proof,
    inFull: margins || proof.repeat > 1,
  });
  const findings: Finding[] = [];
  for (const judged of variants) {
    findings.push(...wrongVerdict(judged, say), ...changed(judged, say));
    if (judged.variant.kind === 'insecure') continue;
    const { name, code } = judged.variant;
    const measured = { limits: task.definition.limits, judgements: judged.judgements, speed: judge.describe().speed };
    const near = await nearLimits(measured, (only) => submit({ code, only }));
    findings.push(...near.map((told) => say('distance', `${name}: ${told}`)));
  }
  for (const { name, judgement } of stubs) {
    if (judgement.verdict === 'secure') findings.push(say('stub', `${name} is judged secure`));
    if (judgement.verdict === 'inconclusive') findings.push(say('stub', `${name}: ${judgement.detail ?? ''}`));
  }
  // Every security test and every payload exploits at least one insecure variant; else it shows nothing.
  findings.push(...idleAttacks.map((name) => say('idle-attack', `${name} exploits no insecure variant`)));
  for (const { variant, judgements } of margins ? variants : []) {
    const under = { task, judge, seed, ...(signal && { signal }) };
    const short = await exhaustsTenLimits({ variant, judged: judgements[0] }, under);
    if (short !== undefined) findings.push(say('exhaustion-margin', short));
  }
  const mutants = proof.mutants ? await checkStoredMutants(task, judge, seed) : [];
  findings.push(...mutants.map((told) => say('mutants', told)));
  return findings;
}

type Say = (check: string, detail: string) => Finding;

function wrongVerdict({ variant, judgements: [judgement] }: JudgedVariant, say: Say): Finding[] {
  const expected = variant.kind === 'secure' ? 'secure' : 'vulnerable';
  if (judgement.verdict === expected) return [];
  const detail = judgement.detail === undefined ? '' : ` (${judgement.detail})`;
  return [say('verdict', `${variant.name} is judged ${judgement.verdict}, not ${expected}${detail}`)];
}

function changed({ variant, judgements: [first, ...others] }: JudgedVariant, say: Say): Finding[] {
  const different = others.flatMap((other) => compareJudgements(first, other));
  if (different.length === 0) return [];
  const named = different.map(({ what, first: before, other }) => `${what}: ${before}, then ${other}`);
  return [say('repeatable', `${variant.name}: ${named.slice(0, 3).join('; ')}`)];
}
