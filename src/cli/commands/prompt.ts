import { openAnalyser } from '../../analysers/registry.ts';
import { renderAttempt } from '../../attempt-parts.ts';
import { shownPair } from '../../core/attempt.ts';
import { UserMistake } from '../../core/errors.ts';
import type { Judge } from '../../core/judge.ts';
import { classifyQuestion, type Mode } from '../../core/mode.ts';
import { createExaminer } from '../../examine-code.ts';
import { promptHash } from '../../models/recorded-answer.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { describeEnvironment } from '../../sandbox/environment/describe-environment.ts';
import { showsExploits } from '../../strategies/shows-exploits.ts';
import { readTemplate } from '../../strategies/template-file.ts';
import { findTask } from '../../suite/select-tasks.ts';
import { chosenChoices } from '../chosen-choices.ts';
import { loadStrategies } from '../load-strategies.ts';
import { chosenStrategies, chosenVary } from '../study-options.ts';

export interface PromptFlags {
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly mode: Mode;
  readonly strategy?: string;
  readonly shown: string;
  readonly list?: boolean;
  readonly template?: string;
  readonly vary?: string;
  readonly choices?: string[];
  readonly json?: boolean;
}

/** Prints exactly what a model would be sent; or, with --list, what strategies there are. */
export async function prompt(reference: string | undefined, flags: PromptFlags): Promise<void> {
  if (flags.list) {
    const { book } = await loadStrategies(flags.strategy === undefined ? undefined : [flags.strategy]);
    for (const { mode, name, about } of book.list()) {
      process.stdout.write(`${`${mode}/${name}`.padEnd(26)} ${about}\n`);
    }
    return;
  }
  if (reference === undefined) {
    throw new UserMistake('prompt takes a task', {
      hint: 'seceval suite list names them; --list tells the strategies',
    });
  }
  const suite = await openSuite(flags.suite, chosenVary(flags));
  const task = findTask(suite, reference);
  const { book, names } = await loadStrategies(flags.strategy === undefined ? undefined : [flags.strategy]);
  const [chosen = { mode: flags.mode, strategy: flags.mode === 'classify' ? 'detect' : 'direct' }] =
    names === undefined
      ? []
      : (chosenStrategies({ mode: names[0]?.includes('/') ? [] : [flags.mode], strategy: names }, book) ?? []);
  const strategy = book.find(chosen.mode, chosen.strategy);
  const environment = await openEnvironment(suite, flags.environment, [task]);
  const name = `${strategy.mode}/${strategy.name}`;
  const templates = new Map(flags.template === undefined ? [] : [[name, readTemplate(flags.template, strategy)]]);
  const judging = showsExploits(strategy) ? await openJudge(suite, environment, { ...flags, workers: 1 }) : undefined;
  const shown = classifyQuestion(strategy.name) === 'pair' ? shownPair : flags.shown;
  const rendered = await renderAttempt(
    {
      suite,
      environment: describeEnvironment(environment, suite.environment),
      templates,
      strategies: book,
      choices: chosenChoices(flags),
      examiner: createExaminer({
        judge: judging?.judge ?? noJudge,
        seed: suite.seed,
        analysers: strategy.needs.includes('findings') ? [await openAnalyser('ruff')] : [],
      }),
    },
    task,
    {
      task: task.definition.id,
      mode: strategy.mode,
      strategy: strategy.name,
      ...(strategy.mode !== 'generate' && { shown }),
    },
  ).finally(() => judging?.judge.close());
  if (flags.json) {
    const document = {
      task: task.definition.id,
      strategy: name,
      prompt: rendered,
      prompt_sha256: promptHash(rendered),
    };
    process.stdout.write(`${JSON.stringify(document)}\n`);
    return;
  }
  if (rendered.system !== undefined) process.stdout.write(`${rendered.system}\n\n`);
  process.stdout.write(`${rendered.user}\n`);
  const { followUp } = strategy;
  if (followUp === undefined) return;
  process.stderr.write(`\nThen the conversation goes on; it ends ${followUp.stops}.\n`);
}

const noJudge: Pick<Judge, 'judge'> = {
  judge: () => Promise.reject(new UserMistake('this strategy shows no attacks')),
};
