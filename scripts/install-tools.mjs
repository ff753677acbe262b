// Installs programs that judging needs: as root or with a password-less sudo, after saying so; on a terminal after asking.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';

export const isRoot = process.getuid?.() === 0;

/** What the machine lacks of `packages` (Debian package → path or name of what it brings). */
export function missingPackages(packages) {
  return Object.entries(packages)
    .filter(([, brings]) => !(brings.startsWith('/') ? existsSync(brings) : isOnPath(brings)))
    .map(([name]) => name);
}

function isOnPath(program) {
  const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/usr/bin', '/sbin', '/bin'];
  return folders.some((folder) => existsSync(`${folder}/${program}`));
}

/** The command that a person would type. */
export function installCommand(names) {
  return `${isRoot ? '' : 'sudo '}apt-get install ${names.join(' ')}`;
}

/** Installs Debian packages; false when it may not, cannot or did not. */
export async function install(names) {
  if (!isOnPath('apt-get') || !(isRoot || isPasswordless())) return false;
  if (process.stdin.isTTY && process.stdout.isTTY && !process.env.CI) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    const answer = await terminal.question(`seceval needs ${names.join(', ')}. Run ${installCommand(names)}? [Y/n] `);
    terminal.close();
    if (!/^(y|yes|)$/i.test(answer.trim())) return false;
  } else {
    console.log(`seceval needs ${names.join(', ')}: running ${installCommand(names)}`);
  }
  const attempt = (complaints) => aptGet(['install', '--yes', '--no-install-recommends', ...names], complaints);
  // The lists may be old or absent: only then are they fetched, and the first complaint is no news.
  return attempt('ignore') || (aptGet(['update'], 'inherit') && attempt('inherit'));
}

function aptGet(args, complaints) {
  const words = [
    ...(isRoot ? [] : ['sudo', '--non-interactive']),
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-qq',
  ];
  const [program, ...rest] = [...words, ...args];
  return spawnSync(program, rest, { stdio: ['ignore', 'ignore', complaints] }).status === 0;
}

function isPasswordless() {
  return spawnSync('sudo', ['--non-interactive', 'true'], { stdio: 'ignore' }).status === 0;
}
