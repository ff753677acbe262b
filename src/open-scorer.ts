// What the scoring service works with, made of a suite, its strategies and a judge.
import { attemptParts, renderAttempt } from './attempt-parts.ts';
import { type AttemptKey, shownPair } from './core/attempt.ts';
import type { BuiltEnvironment } from './core/environment.ts';
import { EnvironmentFault, UserMistake } from './core/errors.ts';
import { classifyQuestion } from './core/mode.ts';
import type { Material } from './core/strategy.ts';
import type { Suite, Task } from './core/task.ts';
import type { Judgement } from './core/verdict.ts';
import type { OpenJudge } from './open-judge.ts';
import { describeEnvironment } from './sandbox/environment/describe-environment.ts';
import type { JudgeHow, Prepared, Scored, Scorer } from './server/scorer.ts';
import type { PublicPrompt, ScoreItem } from './server/wire.ts';
import { bundledStrategies } from './strategies/registry.ts';
import { findTask } from './suite/select-tasks.ts';
import { variantOf } from './variant-of.ts';

export interface ScorerOptions {
  readonly suite: Suite;
  readonly environment: BuiltEnvironment;
  readonly judge: OpenJudge;
}

/** Materials that hold no reference: a prompt made of others shows code of the suite. */
const shownToAnyone: readonly Material[] = ['aware', 'steps', 'cwe'];

export function openScorer({ suite, environment, judge: opened }: ScorerOptions): Scorer {
  const { judge, workers, whyNot } = opened;
  const told = describeEnvironment(environment, suite.environment);
  const parts = attemptParts({ suite, judge, environment: told, models: new Map() });
  const unavailable = new Map(suite.tasks.map((task) => [task, whyNot(task)]));

  async function judgeCode(attempt: AttemptKey, code: string, { seed, inFull, signal }: JudgeHow): Promise<Scored> {
    const submission = { ...parts.submission(attempt, code), seed, untilDecided: !inFull, signal };
    return codeScored(await judge.judge(submission));
  }

  return {
    atOnce: workers,
    card: {
      name: suite.name,
      version: suite.version,
      fingerprint: suite.fingerprint,
      environment: environment.fingerprint,
      tier: judge.describe().tier,
      tasks: suite.tasks.map((task) => describeTask(task, unavailable.get(task))),
    },

    prepare(item): Prepared {
      const task = findTask(suite, item.task);
      const attempt = attemptOf(task, item);
      const named = { task: attempt.task, mode: attempt.mode };
      if (attempt.shown !== undefined && attempt.shown !== shownPair) variantOf(task, attempt.shown);
      const completion = { text: item.completion ?? '', finish: item.finish, usage: {}, warnings: [] };
      if (attempt.mode === 'classify') {
        if (item.code !== undefined) throw new UserMistake('a classify answer is a completion, not code');
        const { answer, correct } = parts.readAnswer(attempt, completion);
        return { ...named, settled: { kind: 'answer', answer, correct }, judge: nothingToJudge };
      }
      const reason = unavailable.get(task);
      if (reason !== undefined) throw new EnvironmentFault(`${attempt.task} cannot be judged here: ${reason}`);
      const extraction =
        item.code === undefined ? parts.extract(attempt, completion) : { found: true as const, code: item.code };
      if (extraction.found) {
        const { code } = extraction;
        return { ...named, settled: undefined, judge: (how) => judgeCode(attempt, code, how) };
      }
      const { reason: why, detail } = extraction;
      const settled = { kind: 'code', verdict: 'invalid', reason: why, detail, exploited: false, tests: [] } as const;
      return { ...named, settled, judge: nothingToJudge };
    },

    async prompt(reference, name): Promise<PublicPrompt> {
      const task = findTask(suite, reference);
      const strategy = bundledStrategies.find('generate', name);
      if (strategy.needs.some((need) => !shownToAnyone.includes(need))) {
        throw new UserMistake(`the prompts of generate/${name} show code of the suite, which the service never does`, {
          hint: `print them on the machine that has the suite: seceval prompt ${reference} --strategy ${name}`,
        });
      }
      const attempt = { task: task.definition.id, mode: 'generate', strategy: name } as const;
      const prompt = await renderAttempt({ suite, environment: told }, task, attempt);
      return { ...attempt, prompt: { ...prompt } };
    },

    async warmUp() {
      const [task] = suite.tasks.filter((one) => unavailable.get(one) === undefined);
      if (task === undefined) return;
      const nothing = { task, language: 'python', code: '', seed: suite.seed, untilDecided: true } as const;
      await Promise.all(Array.from({ length: workers }, () => judge.judge(nothing)));
    },
  };
}

function attemptOf(task: Task, { mode, strategy, shown }: ScoreItem): AttemptKey {
  const named = strategy ?? (mode === 'classify' ? 'detect' : 'direct');
  bundledStrategies.find(mode, named);
  const usual = classifyQuestion(named) === 'pair' ? shownPair : 'insecure';
  const variant = mode === 'generate' ? undefined : (shown ?? usual);
  const { id } = task.definition;
  return { task: id, mode, strategy: named, model: 'elsewhere', sample: 0, ...(variant && { shown: variant }) };
}

function codeScored({ verdict, reason, detail, exploited, tests }: Judgement): Scored {
  return { kind: 'code', verdict, reason, detail, exploited, tests };
}

function describeTask({ definition }: Task, unavailable: string | undefined) {
  const { id, title, cwe, family, severity, fit } = definition;
  const entryPoints = [...definition['entry-points']];
  return { id, title, cwe, family, severity, fit, entryPoints, ...(unavailable !== undefined && { unavailable }) };
}

async function nothingToJudge(): Promise<Scored> {
  throw new Error('this was settled without the judge');
}
