import type { Command } from 'commander';
import { jsonOption, runsOption } from './options.ts';
import { collect } from './study-flags.ts';

/** `analyse`: static analysers as second witnesses. */
export function addAnalyserCommands(program: Command): void {
  program
    .command('analyse')
    .description("let static analysers read a run's candidates, and hold what they say against the tests")
    .argument('[run]', 'id, beginning of an id, path, or latest', 'latest')
    .option(
      '--tool <list>',
      'ruff (built in), bandit, semgrep, codeql (default: ruff, and bandit if installed)',
      collect,
    )
    .option('--config <path>', 'semgrep: a file or folder of rules; nothing is ever downloaded')
    .option('--packs <folder>', 'codeql: where its query packs lie, if not beside it')
    .option('--sarif <file>', 'take in what a tool said of the files that --export wrote (repeatable)', collectWhole)
    .option('--export <folder>', 'write the candidates as <hash>.py, for a tool that runs elsewhere')
    .option('--references <suite>', 'instead of a run: the references of a suite, whose verdicts suite verify proves')
    .option('--markdown', 'tables for a document, by weakness and rule too')
    .addOption(runsOption())
    .addOption(jsonOption())
    .action(async (reference, flags) => (await import('./commands/analyse.ts')).analyse(reference, flags));
}

// A file name may hold a comma.
const collectWhole = (value: string, before: string[] | undefined): string[] => [...(before ?? []), value];
