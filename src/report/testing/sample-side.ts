import { codeFacts } from '../../metrics/code-facts.ts';
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
    prompts: answers.map(({ task, secure }) => ({
      model: name,
      mode: 'generate',
      strategy: 'direct',
      task,
      shown: '',
      completions: ['asked'],
      failures: [],
      facts: [codeFacts(sampleJudgement(like, secure ? 'secure' : 'vulnerable'))],
      answers: [],
      adjudicated: [],
    })),
  };
}
