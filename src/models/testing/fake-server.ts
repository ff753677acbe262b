import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer of the fake server. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** In mid-body: `reset` breaks the connection, `end` closes it as if all were well. `refuse`: broken before the headers. */
  readonly cut?: 'reset' | 'end' | 'refuse';
  readonly delayMs?: number;
}

export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface FakeServer {
  readonly url: string;
  readonly received: readonly ReceivedRequest[];
  /** Adds answers to the queue; a request that finds it empty is answered with 418, so that a test sees it. */
  enqueue(...replies: Reply[]): void;
  close(): Promise<void>;
}

/** A real HTTP server on the loopback that answers from a queue and remembers what it was sent. */
export async function startFakeServer(): Promise<FakeServer> {
  const queue: Reply[] = [];
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      const reply = queue.shift() ?? { status: 418, body: '{"error":{"message":"no reply was enqueued"}}' };
      setTimeout(() => send(response, reply), reply.delayMs ?? 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    enqueue: (...replies) => queue.push(...replies),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  const body = Buffer.from(reply.body ?? '');
  const { socket } = response;
  if (reply.cut === 'refuse') return void socket?.destroy();
  response.writeHead(reply.status ?? 200, {
    'content-type': 'application/json',
    // `end` closes cleanly in mid-body, which only the length or the JSON itself can betray
    ...(reply.cut === 'end' ? { connection: 'close' } : { 'content-length': String(body.length) }),
    ...reply.headers,
  });
  if (reply.cut === undefined) return void response.end(body);
  const half = body.subarray(0, body.length >> 1);
  if (reply.cut === 'end') return void response.end(half);
  response.write(half, () => socket?.resetAndDestroy());
}
