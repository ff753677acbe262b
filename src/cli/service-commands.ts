import { type Command, Option } from 'commander';
import { environmentOption, suiteOption, tierOption, workersOption } from './options.ts';

/** `serve` and `worker`: seceval as part of something larger. */
export function addServiceCommands(program: Command): void {
  program
    .command('serve')
    .description('score answers over HTTP: verdicts and rewards for trainers')
    .addOption(new Option('--host <address>', 'beyond this machine only with SECEVAL_TOKEN set').default('127.0.0.1'))
    .addOption(new Option('--port <n>', '0 takes a free one').default('8787'))
    .addOption(
      new Option('--reward <list>', 'default: secure=1,vulnerable=0.2,correct=1,pass=1, anything else 0').default(''),
    )
    .addOption(
      new Option('--evidence <level>', 'reveal: of tests marked so; all: of every test, its condition included')
        .choices(['none', 'reveal', 'all'])
        .default('reveal'),
    )
    .addOption(new Option('--queue-limit <n>', 'candidates that may wait; more are answered 429').default('1024'))
    .addOption(new Option('--max-batch <n>', 'items of one batch').default('1024'))
    .addOption(new Option('--max-body <mib>', 'size of one request').default('16'))
    .addOption(new Option('--deadline <seconds>', 'how long a candidate may wait for its turn').default('120'))
    .addOption(new Option('--drain <seconds>', 'how long SIGTERM waits for what is under way').default('30'))
    .addOption(new Option('--log <kind>', 'json: a line for each request on standard error').choices(['json', 'none']))
    .addOption(suiteOption())
    .addOption(environmentOption())
    .addOption(tierOption())
    .addOption(workersOption())
    .action(async (flags) => (await import('./commands/serve.ts')).serve(flags));
}
