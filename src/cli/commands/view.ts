import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { EnvironmentFault } from '../../core/errors.ts';
import { createViewApp } from '../../view/create-view-app.ts';
import { readAppFiles } from '../app-files.ts';
import { folderSource } from '../folder-source.ts';
import { watchInterruption } from '../interruption.ts';

export interface ViewFlags {
  readonly port: number;
  readonly json?: boolean;
}

/** Serves until it is interrupted. */
export async function view(folder: string, flags: ViewFlags): Promise<void> {
  const source = await folderSource(folder);
  const token = randomBytes(18).toString('base64url');
  let hosts: readonly string[] = [];
  const app = createViewApp({ source, app: await readAppFiles(), token, hosts: () => hosts });
  const server = createServer(getRequestListener(app.fetch));
  const port = await listen(server, flags.port);
  hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const url = `http://127.0.0.1:${port}/?token=${token}`;
  if (flags.json) process.stdout.write(`${JSON.stringify({ url, folder })}\n`);
  else process.stdout.write(`Runs of ${folder}: ${url}\nCtrl-C ends this.\n`);

  const interruption = watchInterruption(() => {
    server.close();
    server.closeAllConnections();
  });
  await once(server, 'close');
  interruption.release();
}

/** Resolves to the port; on 127.0.0.1 only, so that no other machine reaches it. */
async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new EnvironmentFault(`port ${port} of 127.0.0.1 cannot be had`, { cause, hint: 'name another: --port 0' });
  }
  return (server.address() as AddressInfo).port;
}
