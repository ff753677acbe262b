import type { ServiceContext } from './guard.ts';
import { asServiceError, type Service } from './service.ts';
import type { HowToScore, ScoreItem } from './wire.ts';

export interface Batch {
  readonly items: readonly ScoreItem[];
  readonly how: HowToScore;
}

/** One JSON line for each item as it finishes. Throws ServiceError before the first: then nothing was begun. */
export function streamScores(context: ServiceContext, service: Service, { items, how }: Batch): Response {
  const prepared = service.prepare(items, how);
  const gone = new AbortController();
  const signal = AbortSignal.any([context.req.raw.signal, gone.signal]);
  const lane = {};
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const tell = (line: object) => {
        if (!signal.aborted) controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      };
      await Promise.all(
        items.map(async (item, index) => {
          const one = prepared[index];
          if (one === undefined) return;
          try {
            tell({ index, ...(await service.score(item, one, { how, lane, signal })) });
          } catch (error) {
            tell({ index, ...(item.id !== undefined && { id: item.id }), ...asServiceError(error).toWire() });
          }
        }),
      );
      if (!signal.aborted) controller.close();
    },
    cancel: () => gone.abort(),
  });
  return context.body(body, 200, {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-items': String(items.length),
  });
}
