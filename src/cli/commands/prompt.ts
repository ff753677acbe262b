import { renderAttempt } from '../../attempt-parts.ts';
import { UserMistake } from '../../core/errors.ts';
import type { Mode } from '../../core/mode.ts';
import { promptHash } from '../../models/recorded-answer.ts';
import { type EnvironmentChoice, openEnvironment } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { describeEnvironment } from '../../sandbox/environment/describe-environment.ts';
import { findStrategy, listStrategies } from '../../strategies/registry.ts';
import { readTemplate } from '../../strategies/template-file.ts';
import { findTask } from '../../suite/select-tasks.ts';
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
  readonly json?: boolean;
}

/** Prints exactly what a model would be sent; or, with --list, what strategies there are. */
export async function prompt(reference: string | undefined, flags: PromptFlags): Promise<void> {
  if (flags.list) {
    for (const { mode, name, about } of listStrategies()) {
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
  const [chosen = { mode: flags.mode, strategy: flags.mode === 'classify' ? 'detect' : 'direct' }] =
    flags.strategy === undefined
      ? []
      : (chosenStrategies({ mode: flags.strategy.includes('/') ? [] : [flags.mode], strategy: [flags.strategy] }) ??
        []);
  const strategy = findStrategy(chosen.mode, chosen.strategy);
  const environment = await openEnvironment(suite, flags.environment);
  const name = `${strategy.mode}/${strategy.name}`;
  const templates = new Map(flags.template === undefined ? [] : [[name, readTemplate(flags.template, strategy)]]);
  const rendered = renderAttempt(
    { suite, environment: describeEnvironment(environment, suite.environment), templates },
    task,
    {
      mode: strategy.mode,
      strategy: strategy.name,
      ...(strategy.mode !== 'generate' && { shown: flags.shown }),
    },
  );
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
}
