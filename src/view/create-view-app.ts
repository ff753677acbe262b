import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { sha256 } from '../core/canonical.ts';
import { SecevalError } from '../core/errors.ts';
import { type AppFiles, assemblePage, pagePolicy } from '../report/page/assemble-page.ts';
import { readTexts } from '../report/page/read-texts.ts';
import { listRuns } from './list-runs.ts';
import { OpenRuns } from './open-runs.ts';
import type { ReadRun, RunSource } from './run-source.ts';
import { searchTexts } from './search-texts.ts';

export interface ViewAppOptions {
  readonly source: RunSource;
  readonly app: AppFiles;
  /** Who has it may read the runs. */
  readonly token: string;
  /** `127.0.0.1:7333` and the like: any other name is a page elsewhere that was pointed here. */
  readonly hosts: () => readonly string[];
}

/** UTF-16 units of one text that are sent; the app draws them little by little. */
const mostOfText = 8_000_000;

/** Who asks for a run that is still being read is told so after this many milliseconds, and asks again. */
const patience = 250;

/** The page and what it asks for. Names of runs are looked up in the list, never made into paths. */
export function createViewApp({ source, app, token, hosts }: ViewAppOptions): Hono {
  const runs = new OpenRuns(source);
  void openOnly(source, runs);
  const page = assemblePage({ title: 'seceval', app, connect: "'self'" });
  const server = new Hono();

  server.use(async (context, next) => {
    if (!hosts().includes(context.req.header('host') ?? ''))
      return context.text('This address is not served here.', 403);
    const given = context.req.query('token') ?? context.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
    if (!isSame(given, token)) return refuse(context, 'The address lacks the token that seceval view printed.', 401);
    await next();
    const headers = {
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'x-frame-options': 'DENY',
    };
    for (const [name, value] of Object.entries(headers)) context.res.headers.set(name, value);
    return undefined;
  });

  server.get('/', (context) =>
    context.html(page, 200, { 'content-security-policy': `${pagePolicy(app, "'self'")}; frame-ancestors 'none'` }),
  );
  server.get('/api/runs', async (context) => context.json(await listRuns(source)));
  server.get('/api/runs/:run', async (context) => {
    const name = await knownRun(source, context.req.param('run'));
    if (name === undefined) return refuse(context, 'There is no such run in the folder.', 404);
    const live = await source.isLive(name);
    const opened = await inTime(runs.open(name));
    if (opened === undefined) return context.json({ reading: runs.shareRead(name) }, 202);
    const { version, page: data } = opened;
    const etag = `"${version}${live ? '-live' : ''}"`;
    if (context.req.header('if-none-match') === etag) return context.body(null, 304);
    context.header('etag', etag);
    context.header('content-type', 'application/json');
    return context.body(`{"data":${data},"live":${live}}`);
  });
  server.get('/api/runs/:run/attempts/:attempt', async (context) => {
    const name = await knownRun(source, context.req.param('run'));
    const run = name === undefined ? undefined : await runs.open(name);
    const attempt = run?.attempts.get(context.req.param('attempt'));
    if (name === undefined || run === undefined || attempt === undefined)
      return refuse(context, 'There is no such attempt in the run.', 404);
    const { readBlob } = source.blobs(name);
    const texts = await readTexts(await run.whole(attempt), { readBlob, most: mostOfText });
    return context.json({ texts, references: await source.references(name, attempt.key.task) });
  });
  server.get('/api/runs/:run/search', async (context) => {
    const name = await knownRun(source, context.req.param('run'));
    if (name === undefined) return refuse(context, 'There is no such run in the folder.', 404);
    const { document, whole }: ReadRun = await runs.open(name);
    const from = Number(context.req.query('from') ?? 0);
    const query = context.req.query('q') ?? '';
    if (!Number.isInteger(from) || from < 0) return refuse(context, 'from is a whole number', 400);
    const { readBlob } = source.blobs(name);
    return context.json(await searchTexts(document.attempts, { query, from, whole, readBlob, most: mostOfText }));
  });

  server.notFound((context) => refuse(context, 'There is nothing here.', 404));
  server.onError((error, context) => {
    if (SecevalError.isInstance(error))
      return refuse(context, [error.message, error.hint].filter(Boolean).join(': '), 500);
    console.error(error);
    return refuse(context, 'seceval view failed: its terminal says how', 500);
  });
  return server;
}

function refuse(context: Context, error: string, status: 400 | 401 | 404 | 500) {
  return context.json({ error }, status);
}

/** Undefined where it takes longer. */
async function inTime<Value>(coming: Promise<Value>): Promise<Value | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patience, undefined);
  });
  return Promise.race([coming, late]).finally(() => clearTimeout(timer));
}

/** The only run of a folder is what will be asked for: a large one takes seconds to read, so it is begun at once. */
async function openOnly(source: RunSource, runs: OpenRuns): Promise<void> {
  const [name, ...others] = await source.list().catch(() => []);
  if (name !== undefined && others.length === 0) await runs.open(name).catch(() => undefined);
}

/** The name as the folder has it; undefined for any other, such as a path. */
async function knownRun(source: RunSource, asked: string): Promise<string | undefined> {
  return (await source.list()).find((name) => name === asked);
}

/** In the same time whatever is given. */
function isSame(given: string, token: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)));
}
