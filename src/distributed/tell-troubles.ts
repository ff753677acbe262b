import type { EventEmitter } from 'node:events';
import { EnvironmentFault } from '../core/errors.ts';

export interface Troubles {
  /** What keeps a connection from working; it is tried again. Each message once until the connection is back. */
  readonly onTrouble?: ((message: string) => void) | undefined;
  /** What no waiting mends: this process should end. */
  readonly onFatal?: ((error: EnvironmentFault) => void) | undefined;
}

/** Answers of a server that will never serve this client: another password, other rights, no Redis. */
const hopeless = /^(NOAUTH|WRONGPASS|NOPERM|DENIED|ERR (unknown command|invalid password|Client sent AUTH))/;

/** Makes what listens to BullMQ's own emitters. One for all of a process, so that what befalls them all is said once. */
export function tellTroubles({ onTrouble, onFatal }: Troubles): (source: Pick<EventEmitter, 'on'>) => void {
  const told = new Set<string>();
  let isOver = false;
  return (source) => {
    source.on('ready', () => told.clear());
    source.on('error', (error: Error & { code?: string }) => {
      // Of several addresses that all refused there is only the code.
      const message = error.message || error.code || error.name;
      if (isOver || told.has(message)) return;
      told.add(message);
      isOver = hopeless.test(message) && onFatal !== undefined;
      if (!isOver) onTrouble?.(message);
      else {
        const hint = 'a password goes into SECEVAL_QUEUE_PASSWORD; its user needs all commands on keys of seceval:*';
        onFatal?.(new EnvironmentFault(`Redis does not let this machine work: ${message}`, { cause: error, hint }));
      }
    });
  };
}
