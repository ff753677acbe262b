import { randomUUID } from 'node:crypto';
import type { Guard } from './guard.ts';
import type { Metrics } from './metrics.ts';

/** A line of the log. It never holds code, answers, payloads, tokens or addresses with secrets in them. */
export interface LogLine {
  readonly event: string;
  readonly [field: string]: string | number | boolean | undefined;
}
export type RequestLog = (line: LogLine) => void;

/** Counts requests and writes a line for each when its answer begins: batches tell the rest in the metrics. */
export function watchRequests(log: RequestLog, metrics: Metrics): Guard {
  const count = metrics.counter('seceval_requests_total', 'HTTP requests, by route and status.');
  return async (context, next) => {
    const started = performance.now();
    const id = randomUUID();
    context.header('x-request-id', id);
    await next();
    const { status } = context.res;
    const route = routeOf(context.req.path);
    count({ method: context.req.method, route, status: String(status) });
    if (route === '/healthz' || route === '/readyz' || route === '/metrics') return;
    log({
      event: 'request',
      id,
      method: context.req.method,
      route,
      status,
      ms: Math.round(performance.now() - started),
    });
  };
}

const routes = ['/healthz', '/readyz', '/metrics', '/openapi.json', '/v1/suites', '/v1/score', '/v1/score/batch'];

/** One of a few names: what a client makes up must not become a label. */
function routeOf(path: string): string {
  if (routes.includes(path)) return path;
  if (path.startsWith('/v1/compat/')) return '/v1/compat';
  if (path.startsWith('/v1/tasks/') && path.endsWith('/prompt')) return '/v1/tasks/ID/prompt';
  return 'other';
}
