import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { Redis } from 'ioredis';
import { parseQueueUrl } from '../connection.ts';

/** Debian's, where it was installed: `.ci/run` does, and tests are skipped by name where it could not. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

export interface RedisServer {
  readonly url: string;
  readonly port: number;
  /** SIGKILL: what was not on disk is forgotten. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Stops for good, and leaves nothing. */
  end(): Promise<void>;
}

/**
 * A server of its own on a free port of the loopback, and of other addresses of this machine. It keeps nothing on disk:
 * when it stops, it forgets everything.
 */
export async function startRedis(...addresses: string[]): Promise<RedisServer> {
  const port = await freePort();
  let child: ChildProcess | undefined;
  const bound = ['--bind', '127.0.0.1', ...addresses, '--protected-mode', addresses.length === 0 ? 'yes' : 'no'];
  const words = ['--port', String(port), ...bound, '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  const server: RedisServer = {
    url: `redis://127.0.0.1:${port}`,
    port,
    async start() {
      // It dies with this process, however that ends: a killed test run leaves no server behind.
      child = spawn('setpriv', ['--pdeathsig', 'KILL', 'redis-server', ...words], { stdio: 'ignore' });
      const probe = new Redis({ ...parseQueueUrl(server.url, {}), lazyConnect: false });
      probe.on('error', () => undefined);
      await probe.ping();
      probe.disconnect();
    },
    async stop() {
      const running = child;
      child = undefined;
      if (running === undefined || running.exitCode !== null) return;
      running.kill('SIGKILL');
      await once(running, 'close');
    },
    end: () => server.stop(),
  };
  await server.start();
  return server;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
