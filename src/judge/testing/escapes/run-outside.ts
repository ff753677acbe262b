import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { z } from 'zod';
import { isRoot } from '../../../sandbox/environment/environment-store.ts';
import { python } from '../inline-task.ts';
import { type Control, type Escape, program } from './escape.ts';
import type { World } from './world.ts';

/** An ordinary user whom nobody else is. */
export const ordinaryUser = 29_999;
const outcomeSchema = z.tuple([z.enum(['got', 'refused']), z.string()]);
export type Outcome = z.infer<typeof outcomeSchema>;

/** What a program finds in a sandbox that it does not find outside: descriptors, and whom it may hurt. */
const surroundings = python`
  import json

  def hurt(victim):
      time.sleep(0.05)
      return os.waitpid(victim.pid, os.WNOHANG | os.WUNTRACED)[0] != 0

  def prepare():
      os.setsid()  # a signal to the own group reaches across namespaces: it must not meet who runs the tests
      connection = socket.socketpair()
      os.dup2(connection[0].fileno(), 3)
      os.dup2(os.open("/", os.O_RDONLY), 7)
      return connection

  def in_namespaces():
      folder = TARGET["mount"].encode()
      done(libc.mount(b"none", folder, b"tmpfs", 0, None))
      with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
          fcntl.ioctl(one, 0x8914, struct.pack("16sh14x", b"lo", 0x41))
      victim = subprocess.Popen(["/bin/sleep", "60"])
      found = outcome()
      return ("got", "a process was hurt") if hurt(victim) else found

  def on_terminal():
      import pty
      reading, writing = os.pipe()
      child, terminal = pty.fork()
      if child == 0:
          os.write(writing, json.dumps(outcome()).encode())
          os._exit(0)
      os.close(writing)
      with os.fdopen(reading) as pipe:
          return json.loads(pipe.read())

  kept = prepare()
  ways = {"in namespaces of its own": in_namespaces, "outside, on a terminal": on_terminal}
  print(json.dumps(ways.get(WHERE, outcome)()))
`;

/** Runs a program where its control says, with the caller's whole environment. */
export async function runOutside(tried: Escape, world: World): Promise<Outcome> {
  const text = `${program(tried, world.target)}\nWHERE = ${JSON.stringify(tried.control.where)}\n${surroundings}`;
  const [command = '', ...args] = [...prefixOf(tried.control), 'python3', '-I', '-c', text];
  const options = { env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', ...world.environment }, cwd: world.target.checkout };
  const { stdout } = await promisify(execFile)(command, args, { ...options, timeout: 20_000, killSignal: 'SIGKILL' });
  return outcomeSchema.parse(JSON.parse(stdout));
}

function prefixOf(control: Control): string[] {
  const root = isRoot();
  if (control.where === 'outside, as an ordinary user' && root) {
    return ['setpriv', `--reuid=${ordinaryUser}`, `--regid=${ordinaryUser}`, '--clear-groups', '--'];
  }
  if (control.where !== 'in namespaces of its own') return [];
  const user = root ? [] : ['--user', '--map-root-user'];
  return ['unshare', ...user, '--mount', '--uts', '--ipc', '--net', '--pid', '--fork', '--mount-proc', '--kill-child'];
}

/** Processes of the machine whose command line holds the words. */
export function processesWith(words: string, pids: readonly string[]): string[] {
  return pids.filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(words);
    } catch {
      return false;
    }
  });
}
