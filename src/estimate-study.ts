// What a study will take before anything is asked: requests, tokens, money, hours. An estimate, and it says on what it rests.
import { renderAttempt } from './attempt-parts.ts';
import type { AttemptKey } from './core/attempt.ts';
import type { Mode } from './core/mode.ts';
import type { Prompt } from './core/model.ts';
import type { Suite, Task } from './core/task.ts';
import type { EvaluateOptions } from './evaluate.ts';
import type { Price } from './models/prices.ts';
import { costOf } from './models/with-price.ts';
import { ownCodeFinder } from './own-code.ts';
import { planRun } from './plan-run.ts';
import { bundledStrategies } from './strategies/registry.ts';
import type { Examiner } from './strategies/task-materials.ts';

/** Characters of English and code that make a token, roughly, whatever the tokeniser. */
export const charactersPerToken = 3.5;
/** An answer where none of its kind is recorded, tokens. */
const assumedAnswer: Readonly<Record<Mode, number>> = { generate: 1200, repair: 1200, classify: 120 };
/** What a later turn of a conversation adds beside what was said before, tokens. */
const followUpTokens = 300;
/** Of a candidate on a machine of two processors with the whole of a suite's tests. */
const judgedPerSecond = 10;

export interface AskedModel {
  readonly id: string;
  /** Undefined where it is not known. */
  readonly price: Price | undefined;
  /** A recording or a reference: nothing is asked and nothing spent. */
  readonly free: boolean;
}

export interface EstimateRequest {
  readonly suite: Suite;
  readonly study: EvaluateOptions['study'];
  readonly needs: Pick<EvaluateOptions, 'strategies' | 'own' | 'templates'>;
  readonly models: readonly AskedModel[];
  /** What a prompt tells of the environment. */
  readonly environment: string;
  /** Mean length of a recorded answer by `mode/strategy`, and by mode, characters. */
  readonly recorded: ReadonlyMap<string, number>;
  /** In place of recorded and assumed lengths, tokens. */
  readonly answerTokens?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
  /** Requests at once, and started in a minute, for each model. */
  readonly concurrency: number;
  readonly requestsPerMinute?: number | undefined;
  /** From question to answer. */
  readonly secondsPerAnswer: number;
}

export interface ModelEstimate {
  readonly model: string;
  /** Every turn of a conversation counted: at most. */
  readonly requests: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** US dollars; undefined where no price is known, 0 where nothing is asked. */
  readonly costUsd: number | undefined;
  readonly hours: number;
}

export interface StudyEstimate {
  readonly attempts: number;
  readonly models: readonly ModelEstimate[];
  /** Over the models whose price is known. */
  readonly costUsd: number;
  readonly unpriced: readonly string[];
  /** Models are asked side by side, and answers judged meanwhile: the slowest of them. */
  readonly hours: number;
  readonly assumptions: readonly string[];
}

/** Plans the study as a run would, renders every prompt, and adds up. No model is asked and no sandbox opened. */
export async function estimateStudy(request: EstimateRequest): Promise<StudyEstimate> {
  const { suite, needs, models } = request;
  const strategies = needs.strategies ?? bundledStrategies;
  const own = needs.own ?? [];
  const plan = await planRun({
    study: request.study,
    suite,
    strategies,
    examiner: typicalExaminer,
    own,
    whyNot: () => undefined,
  });
  const tasks = new Map(suite.tasks.map((task) => [task.definition.id, task]));
  const sums = new Map(models.map(({ id }) => [id, { requests: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 }]));
  const prompts = new Map<string, number>();
  for (const attempt of plan.attempts) {
    const [sum, task] = [sums.get(attempt.model), tasks.get(attempt.task)];
    const model = models.find(({ id }) => id === attempt.model);
    if (sum === undefined || task === undefined || model === undefined || model.free) continue;
    const input = await promptTokens(attempt, task, { request, prompts });
    const output = answerTokens(attempt, request);
    const turns = strategies.find(attempt.mode, attempt.strategy).followUp?.mostTurns ?? 1;
    for (let turn = 0; turn < turns; turn++) {
      const inputTokens = Math.round(input + turn * (output + followUpTokens));
      sum.requests++;
      sum.inputTokens += inputTokens;
      sum.outputTokens += output;
      sum.costUsd += (model.price && costOf({ inputTokens, outputTokens: output }, model.price)) ?? Number.NaN;
    }
  }
  const estimates = models.map(({ id }) => estimateModel(id, sums.get(id), request));
  const judged = plan.attempts.filter(({ mode }) => mode !== 'classify').length;
  const priced = estimates.filter(({ costUsd }) => costUsd !== undefined);
  return {
    attempts: plan.attempts.length,
    models: estimates,
    costUsd: priced.reduce((sum, { costUsd = 0 }) => sum + costUsd, 0),
    unpriced: estimates.filter(({ costUsd }) => costUsd === undefined).map(({ model }) => model),
    hours: Math.max(judged / judgedPerSecond / 3600, ...estimates.map(({ hours }) => hours)),
    assumptions: assumptionsOf(request),
  };
}

type Sum = Omit<ModelEstimate, 'model' | 'hours' | 'costUsd'> & { readonly costUsd: number };

function estimateModel(model: string, sum: Sum | undefined, request: EstimateRequest): ModelEstimate {
  const { requests, inputTokens, outputTokens, costUsd } = sum ?? {
    requests: 0,
    inputTokens: 0,
    outputTokens: 0,
    costUsd: 0,
  };
  const { concurrency, secondsPerAnswer, requestsPerMinute } = request;
  const answering = (requests * secondsPerAnswer) / concurrency;
  const limited = requestsPerMinute === undefined ? 0 : (requests / requestsPerMinute) * 60;
  const known = Number.isNaN(costUsd) ? undefined : costUsd;
  return { model, requests, inputTokens, outputTokens, costUsd: known, hours: Math.max(answering, limited) / 3600 };
}

interface Rendering {
  readonly request: EstimateRequest;
  /** Tokens by what decides a prompt: it is the same for every model and sample. */
  readonly prompts: Map<string, number>;
}

async function promptTokens(attempt: AttemptKey, task: Task, { request, prompts }: Rendering): Promise<number> {
  const { model, mode, strategy, shown } = attempt;
  const own = ownCodeFinder(request.needs.own ?? [])(attempt);
  const key = JSON.stringify([task.definition.id, mode, strategy, shown, own === undefined ? '' : model]);
  const known = prompts.get(key);
  if (known !== undefined) return known;
  const { suite, environment, needs, study } = request;
  const prompt = await renderAttempt(
    {
      suite,
      environment,
      examiner: typicalExaminer,
      ownCode: ownCodeFinder(needs.own ?? []),
      ...(needs.strategies !== undefined && { strategies: needs.strategies }),
      ...(needs.templates !== undefined && { templates: needs.templates }),
      choices: study.choices,
    },
    task,
    attempt,
  );
  const tokens = Math.round(lengthOf(prompt) / charactersPerToken);
  prompts.set(key, tokens);
  return tokens;
}

function lengthOf({ system = '', user }: Prompt): number {
  return system.length + user.length;
}

function answerTokens({ mode, strategy }: AttemptKey, request: EstimateRequest): number {
  const { recorded, answerTokens: told, maxOutputTokens = Number.POSITIVE_INFINITY } = request;
  const characters = recorded.get(`${mode}/${strategy}`) ?? recorded.get(mode);
  const expected = told ?? (characters === undefined ? assumedAnswer[mode] : characters / charactersPerToken);
  return Math.round(Math.min(expected, maxOutputTokens));
}

function assumptionsOf({ recorded, answerTokens: told, study, ...request }: EstimateRequest): string[] {
  const modes = [...new Set(study.strategies.map(({ mode }) => mode))];
  const assumed = modes.filter((mode) => !recorded.has(mode)).map((mode) => `${mode} ${assumedAnswer[mode]}`);
  const answers =
    told !== undefined
      ? `answers of ${told} tokens (--answer-tokens)`
      : `answers as long as the suite's recorded ones${assumed.length === 0 ? '' : `, else ${assumed.join(', ')} tokens`}; a model that reasons writes several times that: --answer-tokens`;
  const limit = request.requestsPerMinute === undefined ? '' : `, ${request.requestsPerMinute} requests a minute`;
  return [
    `${charactersPerToken} characters a token`,
    answers,
    'every turn of a conversation, and nothing from a cache',
    `${request.secondsPerAnswer} s an answer (--seconds-per-answer), ${request.concurrency} at once for each model${limit}; ${judgedPerSecond} candidates judged a second`,
  ];
}

/** In place of analysers and attacks, which would take a sandbox: one thing found in everything. */
const typicalExaminer: Examiner = {
  findings: async () => [
    {
      tool: 'ruff',
      rule: 'S608',
      cwes: ['CWE-89'],
      line: 10,
      message: 'Possible SQL injection vector through string-based query construction',
    },
  ],
  exploits: async () => [
    {
      test: 'test_no_input_reaches_what_is_not_its_own',
      message: 'not true: '.padEnd(400, 'x'),
      payload: 'x'.repeat(60),
    },
  ],
};
