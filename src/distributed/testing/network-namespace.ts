import { spawn, spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** A network of its own, as another machine has it, and the one wire between that and this one. */
export interface OtherMachine {
  /** Of this side, as the other machine reaches it. */
  readonly address: string;
  /** Words before a command that make it run there. It dies with this process. */
  readonly enter: readonly string[];
  /** Packets no longer pass, and neither end is told. */
  cut(): void;
  mend(): void;
  remove(): void;
}

/** Needs root and the program ip. */
export const hasNetworkNamespaces: boolean =
  process.getuid?.() === 0 &&
  spawnSync('unshare', ['--net', 'ip', 'link', 'add', 'wire', 'type', 'veth'], { stdio: 'ignore' }).status === 0;

export async function openOtherMachine(): Promise<OtherMachine> {
  // The network lasts as long as a process in it, and the wire as long as the network.
  const holder = spawn('setpriv', ['--pdeathsig', 'KILL', 'unshare', '--net', 'sleep', 'infinity'], {
    stdio: 'ignore',
  });
  const pid = String(holder.pid);
  const network = (of: string) => readlinkSync(`/proc/${of}/ns/net`);
  while (network(pid) === network('self')) await delay(5);

  // Addresses for tests of networks (RFC 2544), a pair for each process of this machine.
  const [third, fourth] = [(process.pid >> 6) % 256, 4 * (process.pid % 64)];
  const [here, there] = [`198.18.${third}.${fourth + 1}`, `198.18.${third}.${fourth + 2}`];
  const [near, far] = [`seceval${process.pid}`, 'wire'];
  const inside = ['nsenter', '--target', pid, '--net'];
  run(['ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', pid]);
  run(['ip', 'address', 'add', `${here}/30`, 'dev', near]);
  run(['ip', 'link', 'set', near, 'up']);
  run([...inside, 'ip', 'address', 'add', `${there}/30`, 'dev', far]);
  const set = (state: 'up' | 'down') => run([...inside, 'ip', 'link', 'set', far, state]);
  set('up');
  return {
    address: here,
    enter: ['setpriv', '--pdeathsig', 'KILL', ...inside],
    cut: () => set('down'),
    mend: () => set('up'),
    remove: () => void holder.kill('SIGKILL'),
  };
}

function run([command = '', ...words]: readonly string[]): void {
  const { status, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${[command, ...words].join(' ')}: ${stderr}`);
}
