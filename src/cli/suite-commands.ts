import { type Command, Option } from 'commander';
import { environmentOption, jsonOption, suiteOption, tierOption, workersOption } from './options.ts';
import { addTaskFilters } from './study-flags.ts';

/** `suite …`: all that looks at a suite, proves it or adds to it. */
export function addSuiteCommands(program: Command): void {
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
    .addOption(new Option('--vary <seed>', 'of the tasks with other names, as --vary of run has them'))
    .addOption(new Option('--changed', 'only what changed since its proof was recorded, and a sixteenth of the rest'))
    .addOption(new Option('--record', 'record the proofs beside the suite, for --changed'))
    .addOption(new Option('--seed <n>', "of the payloads (default: the suite's own)"))
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
}
