import { Interrupted } from '../core/errors.ts';

/** Waits `milliseconds`; rejects with Interrupted as soon as `signal` aborts. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>;

export const sleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new Interrupted('Stopped while waiting for a model.'));
    };
    const timer = setTimeout(() => {
      // signals live as long as the run: a listener left behind per request would pile up
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
