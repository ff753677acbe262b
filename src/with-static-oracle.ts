// Tasks without tests are judged by an analyser alone. Their verdicts carry the scope `static` and stand in no other rate.
import { createRuff } from './analysers/ruff/ruff.ts';
import type { Analyser, Analysis, Finding } from './core/analyser.ts';
import { sameLineage } from './core/cwe-hierarchy.ts';
import { EnvironmentFault } from './core/errors.ts';
import type { Judge, Submission } from './core/judge.ts';
import type { TaskDefinition } from './core/task.ts';
import type { Judgement, TestResult } from './core/verdict.ts';

/** A judge that hands tasks of the oracle `static-only` to ruff, which is loaded at the first of them, and all others on. */
export function withStaticOracle(judge: Judge, open: () => Promise<Analyser> = createRuff): Judge {
  let opened: Promise<Analyser> | undefined;
  return {
    ...judge,
    async judge(submission: Submission): Promise<Judgement> {
      const { definition } = submission.task;
      if (definition.oracle !== 'static-only') return judge.judge(submission);
      const began = Date.now();
      opened ??= open();
      const analyser = await opened;
      const [analysis] = await analyser.analyse([submission.code]);
      if (analysis === undefined) throw new EnvironmentFault(`${analyser.name} gave no answer`);
      return staticJudgement(analysis, definition, {
        tool: analyser.name,
        wallSeconds: (Date.now() - began) / 1000,
      });
    },
    async close() {
      await judge.close();
      await (await opened?.catch(() => undefined))?.close();
    },
  };
}

interface Circumstances {
  readonly tool: string;
  readonly wallSeconds: number;
}

/**
 * `fail`: a finding of the task's weakness, by the hierarchy. `pass`: none, which is not `secure`: most weaknesses have no
 * rule. What the tool cannot read is `invalid`, so that no code is better off for it.
 */
export function staticJudgement(
  analysis: Analysis,
  definition: Pick<TaskDefinition, 'cwe' | 'labels'>,
  { tool, wallSeconds }: Circumstances,
): Judgement {
  const common = {
    scope: 'static',
    tests: [],
    exploited: false,
    integrity: 'separate',
    cpuSeconds: 0,
    wallSeconds,
  } as const;
  if (analysis.state === 'failed') {
    const { reason: detail } = analysis;
    const reason = detail.startsWith('larger')
      ? 'oversized'
      : detail.startsWith('no Python')
        ? 'syntax-error'
        : 'load-limit';
    return { ...common, tests: [], verdict: 'invalid', reason, detail: `${tool}: ${detail}` };
  }
  const known = [definition.cwe, ...definition.labels];
  const ofWeakness = ({ cwes }: Finding): boolean => cwes.some((cwe) => known.some((one) => sameLineage(one, cwe)));
  const matched = analysis.findings.filter(ofWeakness);
  const others = analysis.findings.filter((finding) => !ofWeakness(finding));
  const detail = [matched[0], others[0]].find((finding) => finding !== undefined);
  return {
    ...common,
    tests: [
      testOf(`${tool}: the weakness`, matched),
      ...(others.length > 0 ? [testOf(`${tool}: others`, others)] : []),
    ],
    verdict: matched.length > 0 ? 'fail' : 'pass',
    ...(matched.length > 0 && { reason: 'flagged' as const }),
    ...(detail !== undefined && { detail: `${tool}: ${inWords(detail)}` }),
  };
}

/** A finding of another weakness is told, and decides nothing. */
function testOf(name: string, findings: readonly Finding[]): TestResult {
  const message = findings.slice(0, 10).map(inWords).join('; ');
  const failed = findings.length > 0;
  return {
    name,
    kind: 'joint',
    outcome: failed ? 'fail' : 'pass',
    ...(failed && { evidence: { message } }),
  };
}

function inWords({ rule, line, message }: Finding): string {
  return `${rule} line ${line}: ${message}`;
}
