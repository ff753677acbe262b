import { createAdaptorServer } from '@hono/node-server';
import { UserMistake } from '../core/errors.ts';
import { type AppOptions, createApp } from './app.ts';
import { assertGuarded } from './guard.ts';

export interface ListenOptions extends AppOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface Listening {
  readonly url: string;
  /**
   * Takes no more requests, ends those it has, at most for so long, and closes. Says whether all of them got their answer.
   */
  drain(patienceMs: number): Promise<boolean>;
}

/** Serves over HTTP. Throws UserMistake for an address that cannot or must not be listened on. */
export async function listen(options: ListenOptions): Promise<Listening> {
  const { host, port, service, tokens } = options;
  assertGuarded(host, tokens);
  const app = createApp(options);
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: { requestTimeout: 120_000, headersTimeout: 15_000, keepAliveTimeout: 60_000 },
  });
  if ('maxConnections' in server) server.maxConnections = 4096;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const why = { EADDRINUSE: 'something listens there already', EACCES: 'it is not allowed to' }[cause.code ?? ''];
      reject(
        new UserMistake(`cannot listen on ${host}:${port}: ${why ?? cause.message}`, {
          cause,
          hint: 'take another --port or --host',
        }),
      );
    });
    server.listen(port, host, () => resolve());
  });
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${actual}`,
    async drain(patienceMs) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), patienceMs);
      });
      const done = await Promise.race([service.drain().then(() => true), late]);
      clearTimeout(timer);
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      // What has been answered is on its way; what has not is cut off.
      const cut = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), done ? 2000 : 0);
      await closed;
      clearTimeout(cut);
      return done;
    },
  };
}
