#!/usr/bin/env node
// The command line. Only names, flags and help are loaded here; a command's own module is imported when it runs.
import { Command, CommanderError, Option } from 'commander';
import { exitCodes } from '../core/exit-codes.ts';
import { tierNames } from '../core/tier.ts';
import { addStudyOptions, addTaskFilters, collect } from './study-flags.ts';
import { readVersion } from './version.ts';
import { warnUnsafe } from './warn-unsafe.ts';

const program = new Command('seceval')
  .description('Measures how securely language models write, repair and recognise code.')
  .version(readVersion())
  .showSuggestionAfterError(true)
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'seceval: ')) })
  .hook('preAction', (_program, command) => warnUnsafe(command.opts()['tier']));

const suiteOption = () => new Option('--suite <name>', 'a suite by name, or the path of its folder').default('core');
const environmentOption = () =>
  new Option('--environment <kind>', "image: the suite's own; host: this machine's system (never comparable)")
    .choices(['image', 'host'])
    .default('image');
const tierOption = () =>
  new Option('--tier <name>', 'kind of sandbox (default: the strongest that works here, see doctor)').choices(
    tierNames,
  );
const workersOption = () => new Option('--workers <n>', 'sandboxes at once (default: twice the processors)');
const runsOption = () => new Option('--runs <folder>', 'where runs are kept').default('runs');
const jsonOption = () => new Option('--json', 'print data instead of text');
const failUnderOption = () =>
  new Option(
    '--fail-under <metric=value>',
    'exit with 1 when the lower bound of a metric lies below, e.g. secure-pass@1=0.6 (12 families: at most 0.73)',
  ).argParser(collect);
const kOption = () => new Option('--k <list>', 'the k of pass@k, e.g. 1,3,5').default('1');

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
    .addOption(new Option('--report <file>', 'also write an HTML report'))
    .addOption(failUnderOption())
    .addOption(jsonOption()),
).action(async (flags) => (await import('./commands/run.ts')).run(flags, process.argv.slice(2)));

program
  .command('resume')
  .description('go on with a run that was stopped')
  .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
  .addOption(new Option('--tier <name>', 'kind of sandbox (default: the one of the run)').choices(tierNames))
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
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(tierOption())
  .addOption(jsonOption())
  .action(async (task, file, flags) => (await import('./commands/try.ts')).tryCandidate(task, file, flags));

program
  .command('rejudge')
  .description("judge a run's stored answers under the present suite, as a new run")
  .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(tierOption())
  .addOption(workersOption())
  .addOption(runsOption())
  .addOption(jsonOption())
  .action(async (reference, flags) => (await import('./commands/rejudge.ts')).rejudge(reference, flags));

program
  .command('report')
  .description('tell what came of a run')
  .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
  .addOption(runsOption())
  .addOption(kOption())
  .addOption(new Option('--html <file>', 'write an HTML page'))
  .addOption(failUnderOption())
  .addOption(jsonOption())
  .action(async (reference, flags) => (await import('./commands/report.ts')).report(reference, flags));

program
  .command('compare')
  .description('which differences between models and strategies are real: paired on the same tasks')
  .argument('[runs...]', 'one with several models or strategies, or several; the latest when none is named')
  .addOption(
    new Option('--metric <name>', 'what to compare by')
      .choices(['secure-pass@1', 'pass@1', 'exploited@1'])
      .default('secure-pass@1'),
  )
  .option('--against <side>', 'compare everything with this strategy or model only')
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
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(jsonOption())
  .action(async (task, flags) => (await import('./commands/prompt.ts')).prompt(task, flags));

const suite = program.command('suite').description('look at a suite, and prove it');
addTaskFilters(suite.command('list'))
  .description('its tasks')
  .argument('[tasks...]', 'ids, short names, weaknesses (CWE-89) or patterns; all when none is given')
  .addOption(
    new Option('--by <facet>', 'count the tasks instead').choices([
      ...['cwe', 'family', 'severity', 'fit', 'library', 'tag'],
    ]),
  )
  .addOption(suiteOption())
  .addOption(jsonOption())
  .action(async (tasks, flags) => (await import('./commands/suite.ts')).list(tasks, flags));
suite
  .command('show')
  .description('a task: what it asks for, its references, its facts')
  .argument('<task>', 'id or short name')
  .addOption(suiteOption())
  .addOption(jsonOption())
  .action(async (task, flags) => (await import('./commands/suite.ts')).show(task, flags));
suite
  .command('new')
  .description('begin a task: every file it needs, and what to write in each')
  .argument('<task>', 'CWE-089/invoice-search: its weakness, and what the program is for')
  .requiredOption('--suite <folder>', 'of the suite; made when it is not there')
  .action(async (task, flags) => (await import('./commands/suite-new.ts')).begin(task, flags));
suite
  .command('review')
  .description('a task as a sheet for a human expert, with room for a judgement')
  .argument('<task>', 'id or short name')
  .addOption(suiteOption())
  .action(async (task, flags) => (await import('./commands/suite.ts')).review(task, flags));
suite
  .command('verify')
  .description('show that tasks are sound: references, stubs, attacks, repeatability, wording')
  .argument('[tasks...]', 'ids, short names, weaknesses (CWE-89) or patterns; all when none is given')
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(tierOption())
  .addOption(workersOption())
  .addOption(new Option('--repeat <n>', 'how often each reference is judged (default: 2)'))
  .addOption(new Option('--margins', 'also show that attacks on exhaustion cost ten limits (minutes)'))
  .addOption(new Option('--load <n>', 'busy loops beside the judge').default('0'))
  .addOption(jsonOption())
  .action(async (tasks, flags) => (await import('./commands/verify.ts')).verify(tasks, flags));
suite
  .command('baseline')
  .description('what classify/detect scores from the length and the surface of the code alone')
  .addOption(suiteOption())
  .addOption(jsonOption())
  .action(async (flags) => (await import('./commands/baseline.ts')).baseline(flags));
suite
  .command('mutate')
  .description('weaken the secure references where they changed, and show that the tests notice; then the table')
  .argument('[tasks...]', 'ids, short names, weaknesses (CWE-89) or patterns; all when none is given')
  .addOption(suiteOption())
  .addOption(environmentOption())
  .addOption(tierOption())
  .addOption(workersOption())
  .addOption(new Option('--check', 'judge every mutant again, and compare with what is stored'))
  .addOption(jsonOption())
  .action(async (tasks, flags) => (await import('./commands/mutate.ts')).mutate(tasks, flags));

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
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.done);
});

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
