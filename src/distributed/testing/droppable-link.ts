import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A way to a port that can be cut: bytes no longer pass, and nobody is told, as when a cable is pulled. */
export interface Link {
  readonly port: number;
  cut(): void;
  mend(): void;
  close(): void;
}

export async function openLink(target: number): Promise<Link> {
  const pairs = new Set<[Socket, Socket]>();
  let isCut = false;
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1');
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.on('data', (part) => !isCut && to.write(part));
      from.on('error', () => undefined);
      from.on('close', () => {
        pairs.delete(pair);
        to.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    cut: () => {
      isCut = true;
    },
    // What was lost on the way is lost: the ends find out, and connect again.
    mend: () => {
      isCut = false;
      for (const [near] of pairs) near.destroy();
    },
    close: () => {
      server.close();
      for (const [near] of pairs) near.destroy();
    },
  };
}
