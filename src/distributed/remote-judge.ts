import { canonicalJson, sha256 } from '../core/canonical.ts';
import { HarnessFault, SecevalError } from '../core/errors.ts';
import type { Judge, JudgeDescription, Submission } from '../core/judge.ts';
import type { Judgement } from '../core/verdict.ts';
import { type JudgeJob, judgeResultSchema } from './messages.ts';
import type { RemoteCalls } from './remote-calls.ts';

/** A judge whose sandboxes are on other machines. Work that was lost three times is `inconclusive`. */
export function remoteJudge(calls: RemoteCalls, description: JudgeDescription): Judge {
  const seen = new Map<string, number>();
  return {
    async judge(submission: Submission): Promise<Judgement> {
      const { task, signal, only, measure: _here, ...rest } = submission;
      const job: JudgeJob = { ...rest, task: task.definition.id, ...(only && { only: [...only] }) };
      try {
        const result = judgeResultSchema.safeParse(await calls.call(nameOf(job, seen), job, signal));
        if (result.success) return result.data;
        throw new HarnessFault('worker-protocol', `a worker sent what is no judgement: ${result.error.message}`);
      } catch (error) {
        if (SecevalError.isInstance(error) && error.code === 'harness') return inconclusive(error.message);
        throw error;
      }
    },
    describe: () => description,
    close: () => calls.close(),
  };
}

/** Equal work has equal names, numbered: after a `kill -9` of the run, results that wait in Redis are found again. */
function nameOf(job: JudgeJob, seen: Map<string, number>): string {
  const hash = sha256(canonicalJson(job)).slice(0, 32);
  const number = seen.get(hash) ?? 0;
  seen.set(hash, number + 1);
  return `${hash}-${number}`;
}

function inconclusive(detail: string): Judgement {
  const nothing = { tests: [], exploited: false, integrity: 'separate', cpuSeconds: 0, wallSeconds: 0 } as const;
  return { verdict: 'inconclusive', reason: 'harness-fault', detail, ...nothing, tests: [] };
}
