import { Argument, type Command, Option } from 'commander';
import { publishedStudies } from '../studies/published-tables.ts';
import { jsonOption } from './options.ts';

export function addStudyTables(command: Command): Command {
  return command
    .addOption(
      new Option('--layout <study>', "print the figures in the layout of a study's tables instead").choices([
        ...['codeseceval', 'secucogen'],
      ]),
    )
    .addOption(
      new Option(
        '--beside <study>',
        'print them beside what the study published; refuses what would be no comparison',
      ).choices(publishedStudies),
    );
}

/** `published`: the studies' own tables. */
export function addPublishedCommand(program: Command): void {
  program
    .command('published')
    .description('the tables that the studies published, with their known slips')
    .addArgument(new Argument('<study>').choices(publishedStudies))
    .addOption(jsonOption())
    .action(async (name, flags) => (await import('./commands/study-tables.ts')).published(name, flags));
}
