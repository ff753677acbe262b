import { type Command, InvalidArgumentError, Option } from 'commander';
import { jsonOption } from './options.ts';

/** `view`: runs in a browser. */
export function addViewCommands(program: Command): void {
  program
    .command('view')
    .description('look at the runs of a folder in a browser, also at one that is under way')
    .argument('[folder]', 'of runs, or of one run', 'runs')
    .addOption(new Option('--port <n>', 'on this machine only; any free one when 0').default(0).argParser(portNumber))
    .addOption(jsonOption())
    .action(async (folder, flags) => (await import('./commands/view.ts')).view(folder, flags));
}

function portNumber(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new InvalidArgumentError('a port is a whole number from 0 to 65535.');
}
