import { UserMistake } from '../core/errors.ts';

/** Where a Redis is, for ioredis and BullMQ alike. */
export interface QueueConnection {
  readonly host: string;
  readonly port: number;
  readonly db?: number;
  readonly username?: string;
  readonly password?: string;
  readonly tls?: object;
  readonly maxRetriesPerRequest: null;
  readonly retryStrategy: (times: number) => number;
}

/** All keys begin with it. */
export const prefix = 'seceval';

/**
 * `redis://HOST[:PORT][/DB]` or `rediss://…` (TLS). The password comes from the environment alone: a command line is seen
 * by every process of the machine, and stands in the manifest of a run. Throws UserMistake.
 */
export function parseQueueUrl(text: string, environment: NodeJS.ProcessEnv): QueueConnection {
  let url: URL;
  try {
    url = new URL(text);
  } catch (cause) {
    throw new UserMistake(`--queue: '${text}' is not a URL`, {
      cause,
      hint: 'write it like redis://queue.example:6379',
    });
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new UserMistake(`--queue: ${url.protocol}// is not known`, { hint: 'take redis://, or rediss:// for TLS' });
  }
  if (url.password !== '') {
    throw new UserMistake('--queue: a password does not belong on the command line', {
      hint: 'leave it out of the URL, and set SECEVAL_QUEUE_PASSWORD',
    });
  }
  const database = url.pathname.replace(/^\//, '');
  if (!/^\d{0,3}$/.test(database)) throw new UserMistake(`--queue: '${database}' is not the number of a database`);
  const password = environment['SECEVAL_QUEUE_PASSWORD'];
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? 6379 : Number(url.port),
    ...(database !== '' && { db: Number(database) }),
    ...(url.username !== '' && { username: decodeURIComponent(url.username) }),
    ...(password !== undefined && password !== '' && { password }),
    ...(url.protocol === 'rediss:' && { tls: {} }),
    // What is asked while the connection is lost waits until it is back: results wait with it.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(100 * times, 2000),
  };
}
