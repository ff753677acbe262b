#!/usr/bin/env node
// The command line. Only names, flags and help are loaded here; a command's own module is imported when it runs.
import { Command, CommanderError, Option } from 'commander';
import { exitCodes } from '../core/exit-codes.ts';
import { addAnalyserCommands } from './analyser-commands.ts';
import { addAttemptCommands } from './attempt-commands.ts';
import { addInteropCommands } from './interop-commands.ts';
import { misspeltFlag } from './misspelt-flag.ts';
import {
  environmentOption,
  estimandOption,
  failIfWorseOption,
  failUnderOption,
  jsonOption,
  kOption,
  offeredTiers,
  runsOption,
  severityWeightsOption,
  suiteOption,
  tierOption,
  workersOption,
} from './options.ts';
import { addPlanCommand } from './plan-command.ts';
import { addReportFiles } from './report-options.ts';
import { addServiceCommands } from './service-commands.ts';
import { addStudyOptions, collect, collectWhole } from './study-flags.ts';
import { addPublishedCommand, addStudyTables } from './study-table-options.ts';
import { addSuiteCommands } from './suite-commands.ts';
import { addTrainingCommands } from './training-commands.ts';
import { readVersion } from './version.ts';
import { addViewCommands } from './view-commands.ts';
import { warnUnsafe } from './warn-unsafe.ts';

const program: Command = new Command('seceval')
  .description('Measures how securely language models write, repair and recognise code.')
  .version(readVersion())
  .showSuggestionAfterError(true)
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => {
      // Commander looks for required options first; a misspelt one says more than that it is missing.
      const misspelt = text.startsWith('error: required option')
        ? misspeltFlag(process.argv.slice(2), program)
        : undefined;
      write(misspelt === undefined ? text.replace(/^error: /, 'seceval: ') : `seceval: ${misspelt}\n`);
    },
  })
  .hook('preAction', (_program, command) => warnUnsafe(command.opts()['tier']));

addStudyOptions(
  program
    .command('run')
    .description('ask models and judge their answers')
    .addOption(suiteOption())
    .addOption(environmentOption())
    .addOption(tierOption())
    .addOption(workersOption())
    .addOption(runsOption())
    .addOption(kOption())
    .addOption(estimandOption())
    .addOption(severityWeightsOption())
    .addOption(new Option('--report <file>', 'also write an HTML report'))
    .addOption(failUnderOption())
    .addOption(failIfWorseOption())
    .addOption(jsonOption()),
).action(async (flags) => (await import('./commands/run.ts')).run(flags, process.argv.slice(2)));

program
  .command('resume')
  .description('go on with a run that was stopped')
  .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
  .addOption(new Option('--tier <name>', 'kind of sandbox (default: the one of the run)').choices(offeredTiers))
  .addOption(runsOption())
  .addOption(jsonOption())
  .action(async (reference, flags) => (await import('./commands/run.ts')).resume(reference, flags));

program
  .command('score')
  .description('judge answers that were made elsewhere (JSON Lines in, JSON Lines out)')
  .argument(
    '<file>',
    'JSON Lines of {task, completion | code, mode?, strategy?, sample?, shown?}; - for standard input',
  )
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(tierOption())
  .addOption(workersOption())
  .addOption(
    new Option('--mode <mode>', 'of lines that name none')
      .choices(['generate', 'repair', 'classify'])
      .default('generate'),
  )
  .addOption(jsonOption())
  .action(async (file, flags) => (await import('./commands/score.ts')).score(file, flags));

program
  .command('try')
  .description('judge one file against one task')
  .argument('<task>', 'id or short name')
  .argument('<file>', 'the candidate; - for standard input')
  .option('--watch', 'judge again whenever the file changes')
  .option(
    '--only <test>',
    'only this test, by the name that is printed (repeatable): no verdict on the whole',
    collectWhole,
  )
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(tierOption())
  .addOption(jsonOption())
  .action(async (task, file, flags) => (await import('./commands/try.ts')).tryCandidate(task, file, flags));

program
  .command('rejudge')
  .description("judge a run's stored answers under the present suite, as a new run")
  .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
  .option('--suite <name>', "a suite by name, or the path of its folder (default: the run's own)")
  .addOption(environmentOption())
  .addOption(tierOption())
  .addOption(workersOption())
  .addOption(runsOption())
  .addOption(jsonOption())
  .action(async (reference, flags) => (await import('./commands/rejudge.ts')).rejudge(reference, flags));

addStudyTables(
  addReportFiles(
    program
      .command('report')
      .description('tell what came of a run')
      .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
      .addOption(runsOption())
      .addOption(kOption())
      .addOption(estimandOption())
      .addOption(severityWeightsOption())
      .addOption(failUnderOption())
      .addOption(failIfWorseOption())
      .addOption(jsonOption()),
  ),
).action(async (reference, flags) => (await import('./commands/report.ts')).report(reference, flags));

program
  .command('compare')
  .description('which differences between models and strategies are real: paired on the same tasks')
  .argument('[runs...]', 'one with several models or strategies, or several; the latest when none is named')
  .addOption(
    new Option(
      '--metric <name>',
      'what to compare by (default: secure-pass@1; of foreign tests joint-pass@1 or pass@1, which is what they tell)',
    ).choices(['secure-pass@1', 'joint-pass@1', 'pass@1', 'exploited@1']),
  )
  .option('--against <side>', 'compare everything with this strategy or model only')
  .option('--all-pairs', 'compare every pair, also where the sides are many')
  .addOption(runsOption())
  .addOption(jsonOption())
  .action(async (references, flags) => (await import('./commands/compare.ts')).compare(references, flags));

program
  .command('agreement')
  .description("how far readers' judgements of a run's code agree with its verdicts, and with each other")
  .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
  .addOption(
    new Option('--readings <file>', 'JSON Lines of {task, mode, strategy, sample, reader, says}').makeOptionMandatory(),
  )
  .addOption(runsOption())
  .addOption(jsonOption())
  .action(async (reference, flags) => (await import('./commands/agreement.ts')).tellAgreement(reference, flags));

program
  .command('prompt')
  .description('print what a model is sent')
  .argument('[task]', 'id or short name')
  .option('--list', 'list the strategies instead')
  .addOption(new Option('--mode <mode>', 'mode').choices(['generate', 'repair', 'classify']).default('generate'))
  .addOption(new Option('--strategy <name>', 'strategy (default: direct, or detect)'))
  .addOption(new Option('--shown <variant>', 'repair, classify: the variant that is shown').default('insecure'))
  .addOption(new Option('--template <file>', "in place of the strategy's own"))
  .addOption(new Option('--choices <list>', 'identify: the closed list, as --choices of run has it').argParser(collect))
  .addOption(new Option('--vary <seed>', 'with other names, as --vary of run has them'))
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(jsonOption())
  .action(async (task, flags) => (await import('./commands/prompt.ts')).prompt(task, flags));

addSuiteCommands(program);
addTrainingCommands(program);
addAttemptCommands(program);
addViewCommands(program);
addPublishedCommand(program);
addPlanCommand(program);
addAnalyserCommands(program);
addInteropCommands(program);
addServiceCommands(program);

const environment = program.command('env').description("the candidate's world");
environment
  .command('build')
  .description('build the image of the suite, once')
  .addOption(suiteOption())
  .action(async (flags) => (await import('./commands/env.ts')).build(flags));
environment
  .command('show')
  .description('what is in it, and what a model is told')
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(jsonOption())
  .action(async (flags) => (await import('./commands/env.ts')).show(flags));

program
  .command('doctor')
  .description('what this machine has, what is missing, and how to mend it')
  .addOption(suiteOption())
  .addOption(jsonOption())
  .action(async (flags) => (await import('./commands/doctor.ts')).doctor(flags));

// Whoever reads the output may have enough of it: `seceval suite list | head -1`.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(exitCodes.done);
  });
}

try {
  await program.parseAsync(process.argv);
} catch (error) {
  if (error instanceof CommanderError) {
    // commander has printed it; help and version are no mistakes
    process.exitCode = error.exitCode === 0 ? exitCodes.done : exitCodes.userMistake;
  } else {
    const { tellError } = await import('./tell-error.ts');
    process.exitCode = tellError(error);
  }
}
