import { type Command, Option } from 'commander';
import { environmentOption, jsonOption, runsOption, suiteOption } from './options.ts';
import { addStudyOptions } from './study-flags.ts';

/** `plan`: the flags of `run`, and what is assumed. */
export function addPlanCommand(program: Command): void {
  addStudyOptions(
    program
      .command('plan')
      .description('what a study takes and what it can show, before a model is asked: no key, no sandbox')
      .addOption(suiteOption())
      .addOption(environmentOption())
      .addOption(runsOption())
      .addOption(new Option('--answer-tokens <n>', 'length of an answer (default: as recorded, else assumed)'))
      .addOption(new Option('--seconds-per-answer <s>', 'from question to answer (default: 20)'))
      .addOption(new Option('--base-rate <share>', 'secure-pass@1 that others are compared with').default('0.5'))
      .addOption(new Option('--within-task <r>', 'correlation of two answers to one task').default('0.5'))
      .addOption(new Option('--within-family <r>', 'correlation of tasks of one family').default('0.2'))
      .addOption(jsonOption()),
  ).action(async (flags) => (await import('./commands/plan.ts')).plan(flags));
}
