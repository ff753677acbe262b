import { setMaxListeners } from 'node:events';

export interface Interruption {
  /** Aborted by the first Ctrl-C (or SIGTERM): end what is under way, begin nothing new. */
  readonly signal: AbortSignal;
  /** Aborted by the second: give up what is under way. */
  readonly force: AbortSignal;
  /** As a second Ctrl-C, for a reason of our own, which is then that of both signals. */
  giveUp(reason: Error): void;
  release(): void;
}

/** Turns Ctrl-C into two signals; the third ends the process at once. */
export function watchInterruption(onFirst: () => void): Interruption {
  const gently = new AbortController();
  const hard = new AbortController();
  // Every request and every judgement under way listens, and takes its listener back: more than ten are no leak.
  setMaxListeners(0, gently.signal, hard.signal);
  const onSignal = () => {
    if (!gently.signal.aborted) {
      gently.abort();
      onFirst();
    } else if (!hard.signal.aborted) hard.abort();
    else process.exit(130);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    signal: gently.signal,
    force: hard.signal,
    giveUp(reason) {
      gently.abort(reason);
      hard.abort(reason);
    },
    release() {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
