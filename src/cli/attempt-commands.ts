import { type Command, Option } from 'commander';
import { jsonOption, runsOption } from './options.ts';

const attemptWords = 'the beginning of its address in a report, or words of its name: order-search direct sample=0';
const runOption = () => new Option('--run <run>', 'id, beginning of an id, path, or latest').default('latest');

/** Commands about one attempt of a run. */
export function addAttemptCommands(program: Command): void {
  program
    .command('explain')
    .description('how an attempt came to its verdict, step by step; without words, the attempts that were exploited')
    .argument('[attempt...]', attemptWords)
    .addOption(new Option('--script <file>', 'write a script that replays the exploit in the sandbox'))
    .addOption(runOption())
    .addOption(runsOption())
    .addOption(jsonOption())
    .action(async (words, flags) => (await import('./commands/explain.ts')).explain(words, flags));
  program
    .command('adjudicate')
    .description("overrule the judge's verdict on an attempt: kept beside it, and told in every report")
    .argument('<attempt...>', attemptWords)
    .addOption(new Option('--verdict <verdict>', 'what it is instead').choices(['secure', 'vulnerable', 'broken']))
    .addOption(new Option('--reason <text>', 'why, for whoever reads the report'))
    .addOption(new Option('--by <name>', 'who says so'))
    .addOption(new Option('--undo', "take an adjudication back: the judge's verdict counts again"))
    .addOption(runOption())
    .addOption(runsOption())
    .addOption(jsonOption())
    .action(async (words, flags) => (await import('./commands/adjudicate.ts')).adjudicate(words, flags));
}
