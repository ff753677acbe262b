import { type AttemptKey, shownPair } from './core/attempt.ts';
import type { Completion } from './core/completion.ts';
import type { CweId } from './core/cwe.ts';
import { UserMistake } from './core/errors.ts';
import type { StoredTurn } from './core/exchange.ts';
import type { Feedback } from './core/feedback.ts';
import type { Judge, Submission } from './core/judge.ts';
import type { Model, Prompt } from './core/model.ts';
import type { Strategy } from './core/strategy.ts';
import type { Suite, Task, Variant } from './core/task.ts';
import { readAnswer, type Shown } from './read-answer.ts';
import type { Conversation, Parts } from './runner/parts.ts';
import { codeOf, nextPrompt } from './strategies/conversation.ts';
import { extractCode } from './strategies/extract-code.ts';
import { bundledStrategies, renderPrompt, type StrategyBook } from './strategies/registry.ts';
import { showsExploits } from './strategies/shows-exploits.ts';
import { type Examiner, neededExaminer, taskMaterials, viewTask } from './strategies/task-materials.ts';
import { followUpTemplate, laterTurns } from './strategies/template-file.ts';
import { variantOf } from './variant-of.ts';

export interface AttemptPartsOptions {
  readonly suite: Suite;
  /** What a prompt tells of the environment. */
  readonly environment: string;
  readonly models: ReadonlyMap<string, Model>;
  readonly judge: Pick<Judge, 'judge'>;
  /** Needed where something is asked, and a strategy shows what was found out about code. */
  readonly examiner?: Examiner;
  /** Ours alone when absent. */
  readonly strategies?: StrategyBook;
  /** Templates in place of the strategies' own, by `mode/strategy`. */
  readonly templates?: ReadonlyMap<string, string>;
  /** Code of models that an attempt's `shown` names; undefined where it names a variant. */
  readonly ownCode?: (attempt: Shown) => Pick<Variant, 'code' | 'kind'> | undefined;
  /** Strategies (`mode/strategy`) that are not at hand any more, and whose answers are judged by the tests they did not show. */
  readonly unrevealed?: ReadonlySet<string>;
  /** identify: what to choose among, in place of the suite's own weaknesses. */
  readonly choices?: readonly CweId[] | undefined;
}

/** What the runner works with, made of a suite, its strategies, models and a judge. */
export function attemptParts(options: AttemptPartsOptions): Parts {
  const { suite, models, judge, strategies = bundledStrategies } = options;
  const tasks = new Map(suite.tasks.map((task) => [task.definition.id, task]));
  const taskOf = (attempt: AttemptKey): Task => knownTask(tasks, attempt.task);
  return {
    models,
    judge,
    render: (attempt) => renderAttempt(options, taskOf(attempt), attempt),
    conversation: (attempt) => {
      const { followUp } = strategies.find(attempt.mode, attempt.strategy);
      return followUp === undefined ? undefined : conversationOf(options, taskOf(attempt), attempt);
    },
    extract: (attempt, completion) =>
      extractCode(completion, { entryPoints: taskOf(attempt).definition['entry-points'] }),
    readAnswer: (attempt, completion: Completion) =>
      readAnswer(completion, {
        ...{ suite, task: taskOf(attempt), attempt, own: options.ownCode?.(attempt), choices: options.choices },
      }),
    submission: (attempt, code): Submission => ({
      task: taskOf(attempt),
      language: 'python',
      code,
      seed: suite.seed,
      ...(isUnrevealed(attempt, options) && { unrevealed: true }),
    }),
    now: () => new Date(),
  };
}

type Rendering = Pick<
  AttemptPartsOptions,
  'suite' | 'environment' | 'templates' | 'strategies' | 'examiner' | 'ownCode' | 'choices'
>;

/** The first prompt of an attempt. Also what `seceval prompt` prints. */
export function renderAttempt(options: Rendering, task: Task, attempt: Shown): Promise<Prompt> {
  const { strategies = bundledStrategies, examiner, suite, choices } = options;
  const template = options.templates?.get(`${attempt.mode}/${attempt.strategy}`);
  const shown = shownCode(options, task, attempt);
  return renderPrompt({
    strategy: strategies.find(attempt.mode, attempt.strategy),
    view: viewTask(task, 'python', options.environment),
    materials: taskMaterials({
      ...{ suite, task, ...(examiner && { examiner }), ...(shown && { shown }), ...(choices && { choices }) },
    }),
    ...(template !== undefined && { template }),
  });
}

function shownCode(options: Rendering, task: Task, attempt: Shown): Pick<Variant, 'code'> | undefined {
  if (attempt.shown === undefined || attempt.shown === shownPair) return undefined;
  return options.ownCode?.(attempt) ?? variantOf(task, attempt.shown);
}

function conversationOf(options: AttemptPartsOptions, task: Task, attempt: AttemptKey): Conversation | undefined {
  const strategy: Strategy = (options.strategies ?? bundledStrategies).find(attempt.mode, attempt.strategy);
  const { followUp } = strategy;
  if (followUp === undefined) return undefined;
  const view = viewTask(task, 'python', options.environment);
  const later = laterTurns(`${attempt.mode}/${attempt.strategy}`);
  const template = options.templates?.get(later) ?? followUpTemplate(strategy);
  return {
    async feedback(turns) {
      const latest = turns.at(-1);
      // After the last answer nobody asks what an analyser thinks of it.
      if (latest === undefined || followUp.feedback === undefined || turns.length >= followUp.mostTurns)
        return undefined;
      const code = codeOf(latest, view);
      return code === undefined
        ? undefined
        : findOut(followUp.feedback, neededExaminer(options.examiner), { task, code });
    },
    next: (turns: readonly StoredTurn[]) => nextPrompt(turns, { followUp, view, template }),
  };
}

async function findOut(
  kind: Feedback['kind'],
  examiner: Examiner,
  { task, code }: { readonly task: Task; readonly code: string },
): Promise<Feedback> {
  if (kind === 'analysis') return { kind, findings: [...(await examiner.findings(code))] };
  return { kind, exploits: [...(await examiner.exploits(task, code))] };
}

function isUnrevealed({ mode, strategy }: AttemptKey, options: AttemptPartsOptions): boolean {
  if (options.unrevealed?.has(`${mode}/${strategy}`)) return true;
  const known = (options.strategies ?? bundledStrategies).list();
  const found = known.find((one) => one.mode === mode && one.name === strategy);
  return found !== undefined && showsExploits(found);
}

function knownTask(tasks: ReadonlyMap<string, Task>, id: string): Task {
  const task = tasks.get(id);
  if (task) return task;
  throw new UserMistake(`the task ${id} is no longer in the suite`);
}
