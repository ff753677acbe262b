// Who may ask, and how much: tokens, names of hosts, kinds and sizes of bodies.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { UserMistake } from '../core/errors.ts';
import { ServiceError } from './service-error.ts';

export type ServiceContext = Context<{ Bindings: Partial<HttpBindings> }>;
export type Guard = MiddlewareHandler<{ Bindings: Partial<HttpBindings> }>;

const loopback = /^(127(\.\d{1,3}){3}|\[?::1\]?|localhost)$/i;

/** Beyond this machine only with a token: whoever reaches the service can keep its processors busy. Throws UserMistake. */
export function assertGuarded(host: string, tokens: readonly string[]): void {
  if (tokens.length > 0 || loopback.test(host)) return;
  throw new UserMistake(`refusing to listen on ${host} without a token`, {
    hint: 'set SECEVAL_TOKEN to a long random text, or listen on 127.0.0.1',
  });
}

/** `SECEVAL_TOKEN`: one token, or several with commas, so that they can be changed in turn. Throws UserMistake. */
export function readTokens(text: string | undefined): string[] {
  const tokens = (text ?? '')
    .split(',')
    .map((token) => token.trim())
    .filter((token) => token !== '');
  if (tokens.every((token) => token.length >= 16)) return tokens;
  throw new UserMistake('SECEVAL_TOKEN is too short to be a secret', {
    hint: 'take 16 characters or more, for instance from: openssl rand -hex 24',
  });
}

/** Bearer, or Basic with the token as the password: for clients that know no header but take http://user:token@host. */
export function requireToken(tokens: readonly string[]): Guard {
  const known = tokens.map(digest);
  return async (context, next) => {
    if (known.length === 0) {
      // Without a token only the loopback is served: a page whose name was bound to it must not ask either.
      const name = (context.req.header('host') ?? '').replace(/:\d+$/, '');
      if (name !== '' && !loopback.test(name)) throw new ServiceError('forbidden', `there is no host ${name} here`);
      return next();
    }
    const given = digest(presented(context.req.header('authorization') ?? ''));
    // All are compared, whichever fits.
    if (known.filter((one) => timingSafeEqual(one, given)).length > 0) return next();
    throw new ServiceError('unauthorized', 'a token is needed', { hint: 'send Authorization: Bearer TOKEN' });
  };
}

function presented(header: string): string {
  const [scheme = '', value = ''] = header.split(' ', 2);
  if (/^bearer$/i.test(scheme)) return value;
  if (!/^basic$/i.test(scheme)) return '';
  const pair = Buffer.from(value, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/**
 * JSON only, each body no longer than `bodyBytes`, all of those at work no longer than `allBytes`. A browser asks before
 * it sends JSON to another site, and is refused.
 */
export function limitBodies(bodyBytes: number, allBytes: number): Guard {
  let held = 0;
  // To count what comes costs a fifth of a request: only where a body does not say its length, to which Node holds it.
  const counted: Guard = bodyLimit({ maxSize: bodyBytes, onError: () => Promise.reject(tooLarge(bodyBytes)) });
  return async (context, next) => {
    if (context.req.method !== 'POST') return next();
    if (!/^application\/json\b/i.test(context.req.header('content-type') ?? '')) {
      throw new ServiceError('unsupported-media-type', 'the body has to be JSON', {
        hint: 'send Content-Type: application/json',
      });
    }
    const header = context.req.header('content-length');
    const length = header === undefined ? bodyBytes : Number(header);
    if (!(length <= bodyBytes)) throw tooLarge(bodyBytes);
    if (held + length > allBytes) {
      throw new ServiceError('busy', 'too much is at work already', { retryAfterSeconds: 1 });
    }
    held += length;
    const { outgoing } = context.env ?? {};
    const release = () => {
      held -= length;
    };
    outgoing?.once('close', release);
    try {
      await (header === undefined ? counted(context, next) : next());
    } finally {
      if (outgoing === undefined) release();
    }
  };
}

export function tooLarge(bodyBytes: number): ServiceError {
  return new ServiceError('too-large', `a body has at most ${bodyBytes} bytes here`, {
    hint: 'send smaller batches, or start the service with a larger --max-body',
  });
}
