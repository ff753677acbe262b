import { codeFacts } from '../../metrics/code-facts.ts';
import { type Side, sidesOf } from '../compare-rows.ts';
import type { Prompt } from '../prompt-fold.ts';
import { type SampleOutcome, sampleJudgement } from './sample-judgement.ts';
import { sampleTasks } from './sample-tasks.ts';

/** A task for each letter: s secure, v vulnerable, b broken, ? inconclusive. */
export function samplePrompts(strategy: string, letters: string, { shown = '', model = 'm' } = {}): Prompt[] {
  const outcomes: Record<string, SampleOutcome> = { s: 'secure', v: 'vulnerable', b: 'broken', '?': 'inconclusive' };
  const [someTask] = sampleTasks();
  return [...letters].map((letter, index) => {
    if (someTask === undefined) throw new Error('there is no sample task');
    return {
      model,
      mode: shown === '' ? 'generate' : 'repair',
      strategy,
      task: `CWE-089/task-${index}`,
      shown,
      completions: ['asked'],
      failures: [],
      facts: [codeFacts(sampleJudgement(someTask, outcomes[letter] ?? 'broken'))],
      answers: [],
      adjudicated: [],
    };
  });
}

/** The sides of these prompts, named by model, mode and strategy. */
export function sampleSides(...prompts: readonly (readonly Prompt[])[]): Side[] {
  return sidesOf(prompts.flat(), ({ model, mode, strategy }) => `${model} ${mode}/${strategy}`);
}
