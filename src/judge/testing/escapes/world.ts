import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { homedir, hostname, networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../../../../', import.meta.url)).replace(/\/$/, '');

/** What there is to get, as the programs are told; nothing in it is itself worth getting. */
export interface Target {
  readonly file: string;
  readonly home: string;
  readonly tests: string;
  readonly checkout: string;
  readonly harness: string;
  readonly programs: readonly string[];
  readonly system: readonly string[];
  readonly mount: string;
  readonly mounted: string;
  readonly port: number;
  readonly datagrams: number;
  readonly address: string;
  readonly socket: string;
  readonly abstract: string;
  readonly pid: number;
}

/** The host, with something to get in it, and what it notices by itself of those who try. */
export interface World {
  readonly target: Target;
  /** What the caller has in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly canaryOf: (kind: string) => string;
  /** What was touched since it was last asked. */
  readonly disturbances: () => string[];
  readonly close: () => void;
}

/** `user`: as whom the process runs that may be hurt; only root can choose. */
export async function openWorld(user: number | undefined): Promise<World> {
  const mark = randomBytes(8).toString('hex');
  const canaryOf = (kind: string) => `canary-of-${kind}-${mark}`;
  const files = plantFiles(canaryOf('the-host'));
  let connections = 0;
  const count = () => {
    connections += 1;
  };
  const socket = join(files.folder, 'socket');
  const abstract = `seceval-${mark}`;
  const servers = [await listen(count), await listen(count, socket), await listen(count, `\0${abstract}`)];
  const datagrams = createSocket('udp4');
  let received = 0;
  datagrams.on('message', (_message, sender) => {
    received += 1;
    datagrams.send('seen', sender.port, sender.address);
  });
  datagrams.bind(0);
  await once(datagrams, 'listening');
  const decoy = spawnAs(user, ['sleep', '600']);
  await once(decoy, 'spawn');
  const address = Object.values(networkInterfaces())
    .flatMap((found) => found ?? [])
    .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;
  const name = hostname();
  const clock = Date.now() - performance.now();

  return {
    target: {
      file: files.file,
      home: homedir(),
      tests: files.tests,
      checkout,
      harness: join(checkout, 'harness'),
      programs: [files.program],
      system: [files.folder],
      mount: files.mount,
      mounted: files.folder,
      port: portOf(servers[0]),
      datagrams: datagrams.address().port,
      address: address ?? '127.0.0.2',
      socket,
      abstract,
      pid: decoy.pid ?? 0,
    },
    environment: { OPENAI_API_KEY: canaryOf('the-caller'), SSH_AUTH_SOCK: socket, AWS_SECRET: canaryOf('the-caller') },
    canaryOf,
    disturbances() {
      const seen = [
        ...(connections > 0 ? ['a connection'] : []),
        ...(received > 0 ? ['a datagram'] : []),
        ...files.changes(),
        ...hurts(decoy),
        ...(hostname() === name ? [] : ['the name of the machine']),
        ...(Math.abs(Date.now() - performance.now() - clock) < 60_000 ? [] : ['the clock']),
      ];
      connections = received = 0;
      return seen;
    },
    close() {
      decoy.kill('SIGKILL');
      for (const server of servers) server.close();
      datagrams.close();
      files.remove();
    },
  };
}

export function spawnAs(user: number | undefined, command: readonly string[]): ChildProcess {
  const id = String(user);
  const prefix = user === undefined ? [] : ['setpriv', `--reuid=${id}`, `--regid=${id}`, '--clear-groups', '--'];
  const [program = '', ...args] = [...prefix, ...command];
  return spawn(program, args, { stdio: 'ignore', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } });
}

/** Anybody may read and write them: only that they are out of reach protects them. */
function plantFiles(secret: string) {
  const folder = mkdtempSync(join(tmpdir(), 'seceval-world-'));
  const home = mkdtempSync(join(homedir(), '.seceval-world-'));
  const at = (name: string) => join(folder, name);
  const tests = at('tests/test_security.py');
  for (const name of ['mount', 'tests']) mkdirSync(at(name));
  writeFileSync(at('file'), secret);
  writeFileSync(at('program'), '#!/bin/sh\n');
  writeFileSync(tests, 'def test_it(solution):\n    pass\n');
  // The umask has cut their modes.
  for (const path of [folder, at('file'), at('program'), tests]) chmodSync(path, 0o777);
  const look = () => {
    const facts = [at('file'), at('program')].map((path) => {
      const found = statSync(path, { throwIfNoEntry: false });
      return found === undefined ? 'gone' : [found.mode, found.mtimeMs, found.size].join();
    });
    return [
      ...facts,
      readFileSync(at('file'), 'utf8'),
      ...readdirSync(folder).filter((name) => name !== 'socket'),
    ].join();
  };
  let before = look();
  return {
    folder,
    file: at('file'),
    program: at('program'),
    mount: at('mount'),
    tests,
    changes(): string[] {
      const now = look();
      const changed = now !== before;
      before = now;
      return changed ? ['a file'] : [];
    },
    remove() {
      for (const one of [folder, home]) rmSync(one, { recursive: true, force: true });
    },
  };
}

async function listen(onConnection: () => void, path?: string): Promise<Server> {
  const server = createServer((connection) => {
    onConnection();
    connection.on('error', () => {});
    connection.end();
  });
  if (path === undefined) server.listen(0, '::');
  else server.listen(path);
  await once(server, 'listening');
  return server;
}

function portOf(server: Server | undefined): number {
  const address = server?.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Ended, stopped or slowed. */
function hurts(decoy: ChildProcess): string[] {
  let fields: string[] = [];
  try {
    fields = readFileSync(`/proc/${decoy.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  } catch {
    return ['a process'];
  }
  const [state = 'Z', nice = '0'] = [fields[0], fields[16]];
  return [...('ZTtX'.includes(state) ? ['a process'] : []), ...(nice === '0' ? [] : ['a priority'])];
}
