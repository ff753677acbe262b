import type { EventEmitter } from 'node:events';
import { EnvironmentFault } from '../core/errors.ts';

export interface Troubles {
  /** What keeps a connection from working; it is tried again. Each message once until the connection is back. */
  readonly onTrouble?: ((message: string) => void) | undefined;
  /** What no waiting mends: this process should end. */
  readonly onFatal?: ((error: EnvironmentFault) => void) | undefined;
}

export interface TroubleTeller {
  /** To a connection, or to one of BullMQ's own emitters. */
  listen(source: Pick<EventEmitter, 'on'>): void;
  /** Of a command that failed. */
  tell(error: unknown): void;
}

/** Answers of a server that will never serve this client: another password, other rights, no Redis. */
const hopeless = /^(NOAUTH|WRONGPASS|NOPERM|DENIED|ERR (unknown command|invalid password|Client sent AUTH))/;

/** Of one piece of work that was found lost, and is done again: that follows from what was told already. */
const ofLostWork = /^(Missing (lock|key) for job|Lock mismatch for job|could not renew lock)/i;

/** One for all connections of a process, so that what befalls them all is said once. */
export function tellTroubles({ onTrouble, onFatal }: Troubles): TroubleTeller {
  const told = new Set<string>();
  let isOver = false;
  function tell(error: unknown): void {
    const message = messageOf(error);
    if (isOver || told.has(message) || ofLostWork.test(message)) return;
    told.add(message);
    const fault = onFatal && faultOf(error);
    isOver = fault !== undefined;
    if (fault === undefined) onTrouble?.(message);
    else onFatal?.(fault);
  }
  return {
    listen(source) {
      source.on('ready', () => told.clear());
      source.on('error', tell);
    },
    tell,
  };
}

/** What no waiting mends; undefined where a later try may do. */
export function faultOf(error: unknown): EnvironmentFault | undefined {
  const message = messageOf(error);
  if (!hopeless.test(message)) return undefined;
  const hint = 'a password goes into SECEVAL_QUEUE_PASSWORD; its user needs all commands on keys of seceval:*';
  return new EnvironmentFault(`Redis does not let this machine work: ${message}`, { cause: error, hint });
}

/** Of several addresses that all refused there is only the code. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message || ('code' in error && String(error.code)) || error.name;
}
