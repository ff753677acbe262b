import { spawn } from 'node:child_process';
import type { RunningSandbox } from '../../core/tier.ts';

/** What may come in place of a sandbox that works. */
export const noSandbox: Readonly<Record<string, () => RunningSandbox>> = {
  'spawning is refused': () => {
    throw Object.assign(new Error('spawn bwrap EAGAIN'), { code: 'EAGAIN' });
  },
  'the program is not there': () => started('/nonexistent/bwrap', []),
  'the kernel refuses namespaces': () => shell('echo "bwrap: No permissions to create new namespace" >&2; exit 1'),
  'it is killed at once': () => shell('kill -9 $$'),
  'it ends without a word': () => shell('exit 0'),
  'it says what is no frame': () => shell('echo Welcome to this machine; exec sleep 100'),
  'it says nothing': () => shell('exec sleep 100'),
  'it takes no candidate': () => shell(`printf '\\000\\000\\000\\016{"ready":true}'; exec <&-; exec sleep 100`),
  'it ends when it gets a candidate': () => shell(`printf '\\000\\000\\000\\016{"ready":true}'; head -c 9 >&2; exit 3`),
};

function shell(script: string): RunningSandbox {
  return started('sh', ['-c', script]);
}

function started(command: string, words: readonly string[]): RunningSandbox {
  const process = spawn(command, words, { stdio: 'pipe', detached: true });
  return { process, kill: () => void process.kill('SIGKILL') };
}
