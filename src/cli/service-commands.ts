import { type Command, Option } from 'commander';
import { environmentOption, suiteOption, tierOption, workersOption } from './options.ts';
import { collectWhole } from './study-flags.ts';

/** `serve` and `worker`: seceval as part of something larger. */
export function addServiceCommands(program: Command): void {
  program
    .command('serve')
    .description('score answers over HTTP: verdicts and rewards for trainers')
    .addOption(new Option('--host <address>', 'beyond this machine only with SECEVAL_TOKEN set').default('127.0.0.1'))
    .addOption(new Option('--port <n>', '0 takes a free one').default('8787'))
    .addOption(
      new Option('--reward <list>', 'of outcomes').default('', 'secure=1,vulnerable=0.2,correct=1,pass=1, others 0'),
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
    .addOption(
      new Option('--log <kind>', 'json: a line for each request on standard error')
        .choices(['json', 'none'])
        .default('json'),
    )
    .addOption(suiteOption())
    .addOption(environmentOption())
    .addOption(tierOption())
    .addOption(workersOption())
    .action(async (flags) => (await import('./commands/serve.ts')).serve(flags));
  program
    .command('worker')
    .description('judge candidates, or ask models, for runs on other machines (seceval run --queue)')
    .addOption(
      new Option('--queue <url>', 'redis://HOST[:PORT] or rediss://…; its password in SECEVAL_QUEUE_PASSWORD').env(
        'SECEVAL_QUEUE',
      ),
    )
    .addOption(
      new Option('--model <spec>', "ask this model with this machine's key (repeatable)").argParser(collectWhole),
    )
    .option('--no-judge', 'only ask models: no sandbox is needed')
    .option('--base-url <url>', 'of an OpenAI-compatible server, as this machine reaches it')
    .option('--concurrency <n>', 'requests at once for each model (default: 8)')
    .option('--requests-per-minute <n>', 'limit for each model')
    .option('--request-timeout <seconds>', 'limit of one request (default: 600)')
    .option('--retries <n>', 'of a failed request (default: 4)')
    .option('--prices <file>', 'YAML with prices of further models')
    .addOption(
      new Option('--lost-after <seconds>', 'its work goes to others when it is not heard of for so long').default('30'),
    )
    .addOption(suiteOption())
    .addOption(new Option('--vary <seed>', 'of the suite with other names, for runs with the same --vary'))
    .addOption(environmentOption())
    .addOption(tierOption())
    .addOption(workersOption())
    .action(async (flags) => (await import('./commands/worker.ts')).work(flags));
}
