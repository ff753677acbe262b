import { compareJudgements } from '../../core/compare-judgements.ts';
import type { Judge } from '../../core/judge.ts';
import type { Task, Variant } from '../../core/task.ts';
import type { Judgement } from '../../core/verdict.ts';
import { type Submit, submitTo } from '../judge-briefly.ts';
import { stubs } from '../stubs.ts';
import type { AuditFinding } from './finding.ts';
import { auditStatically } from './static-audit.ts';

export interface AuditTrial {
  readonly judge: Judge;
  readonly suite: readonly Task[];
  readonly seed: number;
  /** How often each reference is judged. */
  readonly repeat: number;
  readonly signal?: AbortSignal | undefined;
  readonly onCandidate?: (() => void) | undefined;
}

/** How many candidates an audit judges. */
export function countAudited(task: Task, repeat: number): number {
  return task.inProcess === undefined ? 0 : mainReferences(task).length * repeat + stubsOf(task).length;
}

/** What a foreign task is worth: do its references and stubs come to what they should, and what does its text show? */
export async function auditTask(task: Task, trial: AuditTrial): Promise<AuditFinding[]> {
  const findings = auditStatically(task, trial.suite);
  if (task.inProcess === undefined) return findings;
  const { judge, seed, signal, onCandidate } = trial;
  const submit = submitTo(judge, { task, seed, ...(signal && { signal }) });
  const counted: Submit = async (what) => {
    const judgement = await submit(what);
    onCandidate?.();
    return judgement;
  };
  const [references, judgedStubs] = await Promise.all([
    Promise.all(
      mainReferences(task).map(async (variant) => ({ variant, judged: await times(trial.repeat, variant, counted) })),
    ),
    Promise.all(
      stubsOf(task).map(async ({ name, code }) => ({ name, judgement: await counted({ code, untilDecided: true }) })),
    ),
  ]);
  const seen = [
    ...references.flatMap(({ variant, judged }) => [...ofReference(variant, judged[0]), ...flaky(variant, judged)]),
    ...judgedStubs
      .filter(({ judgement }) => isGood(judgement))
      .map(({ name }): AuditFinding => ({ check: 'stub-passes', detail: `${name} is judged as a pass` })),
  ];
  return [...findings, ...distinct(seen)];
}

/** Of CPU, in all tests of a candidate. */
const dearSeconds = 1;

type Judged = readonly [Judgement, ...Judgement[]];

/**
 * An insecure reference is judged no further than decides its verdict, and one that costs seconds only once: attacks on
 * exhaustion spend whole limits.
 */
async function times(repeat: number, { code, kind }: Variant, submit: Submit): Promise<Judged> {
  const untilDecided = kind === 'insecure';
  const first = await submit({ code, untilDecided });
  if (first.cpuSeconds >= dearSeconds) return [first];
  const others = Array.from({ length: repeat - 1 }, () => submit({ code, untilDecided }));
  return [first, ...(await Promise.all(others))];
}

function ofReference({ name, kind }: Variant, judgement: Judgement): AuditFinding[] {
  const { verdict, reason, detail = '' } = judgement;
  const told = `${name} is judged ${verdict}${reason === undefined ? '' : ` (${reason})`}: ${detail}`;
  if (verdict === 'inconclusive') return [ofFault(detail)];
  if (reason === 'missing-library') return [{ check: 'missing-library', detail: `${name}: ${detail}` }];
  const absent = /\b(?:ModuleNotFoundError: .*|ImportError: .*)/.exec(detail)?.[0];
  if (absent !== undefined) return [{ check: 'missing-library', detail: `${name}: ${absent}` }];
  if (kind === 'secure') {
    if (isGood(judgement)) return [];
    const unlaid = /No such file or directory: '(?:\.\/)?Test\//.test(detail);
    return [{ check: unlaid ? 'missing-fixture' : 'secure-fails', detail: told }];
  }
  if (isGood(judgement)) return [{ check: 'insecure-passes', detail: `${name} is judged ${verdict}` }];
  const shows = verdict === 'vulnerable' || verdict === 'fail';
  return shows ? [] : [{ check: 'insecure-broken', detail: told }];
}

/** Faults of the task itself are told apart from those of the machine. */
function ofFault(detail: string): AuditFinding {
  if (/not installed/.test(detail)) return { check: 'missing-library', detail };
  return { check: /task-broken/.test(detail) ? 'broken-test' : 'inconclusive', detail };
}

function flaky({ name }: Variant, [first, ...others]: Judged): AuditFinding[] {
  const different = others.flatMap((other) => compareJudgements(first, other));
  const [one] = different;
  return one === undefined ? [] : [{ check: 'flaky', detail: `${name}: ${one.what}: ${one.first}, then ${one.other}` }];
}

function isGood({ verdict }: Judgement): boolean {
  return verdict === 'pass' || verdict === 'secure';
}

function distinct(findings: readonly AuditFinding[]): AuditFinding[] {
  return [...new Map(findings.map((finding) => [`${finding.check} ${finding.detail}`, finding])).values()];
}

/** The first of each kind. */
function mainReferences({ variants }: Task): Variant[] {
  return (['secure', 'insecure'] as const).flatMap((kind) => variants.find((variant) => variant.kind === kind) ?? []);
}

function stubsOf(task: Task) {
  return stubs(task.definition['entry-points']);
}
