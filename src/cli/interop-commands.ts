import { Argument, type Command } from 'commander';
import { environmentOption, jsonOption, suiteOption, tierOption, workersOption } from './options.ts';

/** `suite import|audit|export`: data sets of others, and suites for the tools of others. */
export function addInteropCommands(program: Command): void {
  const suite = program.commands.find((command) => command.name() === 'suite') ?? program.command('suite');
  suite
    .command('import')
    .description('turn a data set of others into a suite')
    .addArgument(
      new Argument('<format>', 'its layout').choices([
        ...['codeseceval', 'seccodeplt', 'securityeval', 'humaneval', 'jsonl'],
      ]),
    )
    .argument('<path>', 'file of records (JSON array, JSON Lines; .gz too), or the folder they lie in')
    .requiredOption('--to <folder>', 'of the new suite')
    .option('--name <name>', 'of the new suite (default: of the file)')
    .option('--skip-malformed', 'leave out records that cannot be read, and count them')
    .option('--replace', 'write over an earlier import')
    .addOption(jsonOption())
    .action(async (format, path, flags) =>
      (await import('./commands/suite-import.ts')).importData(format, path, flags),
    );
  suite
    .command('audit')
    .description('what the tests of an imported suite are worth: references, stubs, hidden specification, duplicates')
    .argument('<suite>', 'name or folder')
    .argument('[tasks...]', 'ids, short names, weaknesses (CWE-89) or patterns; all when none is given')
    .addOption(environmentOption())
    .addOption(tierOption())
    .addOption(workersOption())
    .option('--repeat <n>', 'how often each reference is judged (one that costs a second of CPU: once)', '2')
    .option('--summary', 'counts and names of records only')
    .addOption(jsonOption())
    .action(async (name, tasks, flags) => (await import('./commands/suite-audit.ts')).audit(name, tasks, flags));
  suite
    .command('export')
    .description('write a suite for the tools of others: they ask, seceval score judges')
    .addArgument(new Argument('<format>', 'its layout').choices(['huggingface', 'humaneval', 'promptfoo', 'inspect']))
    .argument('[tasks...]', 'ids, short names, weaknesses (CWE-89) or patterns; all when none is given')
    .requiredOption('--to <folder>', 'new or empty')
    .option('--references', 'also hand out secure and insecure references and explanations')
    .addOption(suiteOption())
    .addOption(environmentOption())
    .addOption(jsonOption())
    .action(async (format, tasks, flags) =>
      (await import('./commands/suite-export.ts')).exportData(format, tasks, flags),
    );
}
