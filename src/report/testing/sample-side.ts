import type { Side } from '../compare-rows.ts';
import { sampleJudgement } from './sample-judgement.ts';
import { sampleTasks } from './sample-tasks.ts';

/** A side of generate/direct with one answer to each task. */
export function sampleSide(
  name: string,
  answers: readonly { readonly task: string; readonly secure: boolean }[],
): Side {
  const [like] = sampleTasks(1);
  if (like === undefined) throw new RangeError('no sample task');
  return {
    name,
    mode: 'generate',
    attempts: answers.map(({ task, secure }) => {
      const attempt = { task, mode: 'generate', strategy: 'direct', model: name, sample: 0 } as const;
      const judgement = sampleJudgement(like, secure ? 'secure' : 'vulnerable');
      const judged = { type: 'judged', at: '', attempt, judgement } as const;
      return { attempt, completed: undefined, judged, classified: undefined, failed: undefined };
    }),
  };
}
