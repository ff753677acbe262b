// The routes of the service. What they do is in service.ts; this file only speaks HTTP.
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import type { z } from 'zod';
import { SecevalError } from '../core/errors.ts';
import {
  answerOpenRlhf,
  itemsOfOpenRlhf,
  itemsOfTrl,
  openRlhfRequestSchema,
  trlRequestSchema,
} from './compatibility.ts';
import { limitBodies, requireToken, type ServiceContext } from './guard.ts';
import { openApiDocument } from './openapi.ts';
import { type RequestLog, watchRequests } from './request-log.ts';
import { asServiceError, type Service } from './service.ts';
import { ServiceError, statusOf } from './service-error.ts';
import { streamScores } from './stream-scores.ts';
import {
  batchRequestSchema,
  type HowToScore,
  howSchema,
  type Score,
  type ScoreItem,
  scoreRequestSchema,
} from './wire.ts';

export interface AppOptions {
  readonly service: Service;
  /** None: whoever reaches it may ask. */
  readonly tokens: readonly string[];
  /** Bytes of one body, and of all that are at work. */
  readonly bodyBytes: number;
  readonly allBytes: number;
  /** Items of one batch. */
  readonly batchItems: number;
  readonly log: RequestLog;
}

export function createApp(options: AppOptions): Hono<{ Bindings: Partial<HttpBindings> }> {
  const { service, tokens, bodyBytes, batchItems } = options;
  const app = new Hono<{ Bindings: Partial<HttpBindings> }>();
  app.use(watchRequests(options.log, service.metrics));

  // Open to whoever looks after the service.
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.get('/readyz', (context) => {
    const reason = service.unreadiness;
    return reason === undefined ? context.json({ ready: true }) : context.json({ ready: false, reason }, 503);
  });
  app.get('/openapi.json', (context) => context.json(openApiDocument(service.options.version)));

  app.use('/metrics', requireToken(tokens));
  app.use('/v1/*', requireToken(tokens));
  app.use('/v1/*', limitBodies(bodyBytes, options.allBytes));

  app.get('/metrics', (context) =>
    context.body(service.metrics.text(), 200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' }),
  );
  app.get('/v1/suites', (context) => context.json({ suites: [service.card] }));
  app.get('/v1/tasks/:task{.+}/prompt', async (context) => {
    const strategy = context.req.query('strategy') ?? 'direct';
    try {
      return context.json(await service.options.scorer.prompt(context.req.param('task'), strategy));
    } catch (error) {
      if (SecevalError.isInstance(error)) throw new ServiceError('not-found', error.message, { hint: error.hint });
      throw error;
    }
  });

  app.post('/v1/score', async (context) => {
    const { item, how } = itemAndHow(await parseBody(context, scoreRequestSchema));
    const [score] = await scoreAll(context, [item], how);
    return context.json(score);
  });
  app.post('/v1/score/batch', async (context) => {
    const { items, ...how } = await parseBody(context, batchRequestSchema);
    assertBatch(items.length);
    return streamScores(context, service, { items, how });
  });

  app.post('/v1/compat/openrlhf', async (context) => {
    const items = itemsOfOpenRlhf(await parseBody(context, openRlhfRequestSchema));
    return context.json(answerOpenRlhf(await scoreAll(context, items, quietly)));
  });
  app.post('/v1/compat/trl', async (context) => {
    const items = itemsOfTrl(await parseBody(context, trlRequestSchema));
    const scores = await scoreAll(context, items, quietly);
    return context.json({ rewards: scores.map(({ reward }) => reward) });
  });

  app.notFound((context) => {
    const error = new ServiceError('not-found', `there is no ${context.req.method} ${context.req.path}`, {
      hint: 'GET /openapi.json describes what there is',
    });
    return answerError(context, error);
  });
  app.onError((error, context) => {
    const told = asServiceError(error);
    if (told.code === 'internal') options.log({ event: 'bug', message: String(error.stack ?? error) });
    return answerError(context, told);
  });
  return app;

  /** All of them, in their order; when one cannot be scored, none is answered and the rest is withdrawn. */
  async function scoreAll(context: ServiceContext, items: readonly ScoreItem[], how: HowToScore): Promise<Score[]> {
    assertBatch(items.length);
    const prepared = service.prepare(items, how);
    const given = new AbortController();
    const gone = context.req.raw.signal;
    const signal = items.length === 1 ? gone : AbortSignal.any([gone, given.signal]);
    const lane = {};
    const scores = prepared.map((one, index) => service.score(items[index] as ScoreItem, one, { how, lane, signal }));
    try {
      return await Promise.all(scores);
    } catch (error) {
      given.abort();
      throw error;
    }
  }

  function assertBatch(count: number): void {
    if (count <= batchItems) return;
    throw new ServiceError('too-large', `a batch has at most ${batchItems} items here, not ${count}`, {
      hint: 'send it in parts, or start the service with a larger --max-batch',
    });
  }
}

/** For clients that read rewards only. */
const quietly: HowToScore = howSchema.parse({ evidence: false });

function itemAndHow(request: z.infer<typeof scoreRequestSchema>): { item: ScoreItem; how: HowToScore } {
  const { evidence, tests, deadlineSeconds, suite, ...item } = request;
  return { item, how: { evidence, tests, deadlineSeconds, suite } };
}

async function parseBody<Schema extends z.ZodType>(context: ServiceContext, schema: Schema): Promise<z.infer<Schema>> {
  let value: unknown;
  try {
    value = await context.req.json();
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    throw new ServiceError('bad-request', 'the body is not JSON', { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  throw new ServiceError('bad-request', `${field === '' ? '' : `${field}: `}${issue?.message ?? 'malformed'}`);
}

function answerError(context: ServiceContext, error: ServiceError): Response {
  const { retryAfterSeconds } = error;
  if (retryAfterSeconds !== undefined) context.header('retry-after', String(retryAfterSeconds));
  if (error.code === 'unauthorized') context.header('www-authenticate', 'Bearer');
  // 499 is nobody's to read, and not one of hono's.
  return context.json(error.toWire(), statusOf[error.code] as 400);
}
