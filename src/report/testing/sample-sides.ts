import type { Judgement } from '../../core/verdict.ts';
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

/** A task for each letter, of a foreign data set whose one test decides function and security: p pass, f fail. */
export function jointPrompts(strategy: string, letters: string): Prompt[] {
  const marks: Readonly<Record<string, 'pass' | 'fail'>> = { p: 'pass', f: 'fail' };
  return samplePrompts(strategy, letters).map((prompt, index) => {
    const verdict = marks[letters[index] ?? ''] ?? 'fail';
    const judgement: Judgement = {
      verdict,
      scope: 'joint',
      integrity: 'in-process',
      exploited: false,
      tests: [],
      cpuSeconds: 0,
      wallSeconds: 0,
    };
    return { ...prompt, facts: [codeFacts(judgement)] };
  });
}

/** The sides of these prompts, named by model, mode and strategy. */
export function sampleSides(...prompts: readonly (readonly Prompt[])[]): Side[] {
  return sidesOf(prompts.flat(), ({ model, mode, strategy }) => `${model} ${mode}/${strategy}`);
}
