import pc from 'picocolors';
import { type EnvironmentChoice, openEnvironment } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { buildEnvironment } from '../../sandbox/environment/build-environment.ts';
import { describeEnvironment } from '../../sandbox/environment/describe-environment.ts';
import { environmentStore } from '../../sandbox/environment/environment-store.ts';

export async function build(flags: { readonly suite: string }): Promise<void> {
  const suite = await openSuite(flags.suite);
  const built = await buildEnvironment(suite.environment, {
    store: environmentStore(),
    onProgress: (line) => process.stderr.write(`${pc.dim(String(line))}\n`),
  });
  process.stdout.write(`Debian ${built.debian}, Python ${built.python}: ${built.root}\n`);
}

interface ShowFlags {
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly json?: boolean;
}

export async function show(flags: ShowFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const built = await openEnvironment(suite, flags.environment);
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(built, null, 2)}\n`);
    return;
  }
  if (built.kind === 'none') {
    process.stdout.write(`the suite ${suite.name} needs no environment: analysers read the code, and nothing runs\n`);
    return;
  }
  const packages = Object.keys(built.versions).length;
  const lines = [
    `${pc.bold('kind')}         ${built.kind}`,
    `${pc.bold('system')}       Debian ${built.debian} (${built.architecture}), Python ${built.python}, ${packages} packages`,
    `${pc.bold('root')}         ${built.root}`,
    `${pc.bold('fingerprint')}  ${built.fingerprint}`,
    `${pc.bold('built')}        ${built.builtAt}`,
    '',
    pc.dim('What a model is told:'),
    describeEnvironment(built, suite.environment),
    '',
  ];
  process.stdout.write(lines.join('\n'));
}
