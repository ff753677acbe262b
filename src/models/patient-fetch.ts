/**
 * Node's fetch gives up after 300 seconds without response headers, and a completion that is not streamed sends its
 * headers last: a local model or a long reasoning would never finish. The only way to say so without the undici
 * package is a dispatcher of the built-in one's own class (`dispatcher` of another undici version is refused).
 */
const longestSilenceMs = 60 * 60_000;
const globalDispatcher = Symbol.for('undici.globalDispatcher.1');

/** Classes whose constructor takes options alone; a proxy agent that a user has installed is left as it is. */
const known = new Set(['Agent', 'EnvHttpProxyAgent']);

let dispatcher: Promise<object | undefined> | undefined;

/** `fetch` that waits an hour for an answer. The limit that a user sets is `withTimeLimit`. */
export const patientFetch: typeof globalThis.fetch = async (input, init) => {
  dispatcher ??= createDispatcher();
  const patient = await dispatcher;
  return globalThis.fetch(input, patient === undefined ? init : ({ ...init, dispatcher: patient } as RequestInit));
};

async function createDispatcher(): Promise<object | undefined> {
  // the built-in dispatcher comes into being with the first fetch
  await globalThis.fetch('data:,');
  const present: unknown = Reflect.get(globalThis, globalDispatcher);
  if (typeof present !== 'object' || present === null || !known.has(present.constructor.name)) return undefined;
  const Dispatcher = present.constructor as new (options: object) => object;
  return new Dispatcher({ headersTimeout: longestSilenceMs, bodyTimeout: longestSilenceMs });
}
