import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Filter } from './data/filter.ts';
import type { Run } from './data/run.ts';
import type { Source } from './data/source.ts';
import { formatRoute, parseRoute, type Route } from './route.ts';

const listeners = new Set<() => void>();

/** Goes there; `replace` where going back should not stop (each letter of a search). */
export function navigate(route: Route, { replace = false } = {}): void {
  const address = formatRoute(route);
  if (address === location.hash) return;
  if (replace) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  for (const listener of listeners) listener();
}

/** The route of the address, followed as it changes. */
export function useRoute(): Route {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    listeners.add(follow);
    for (const event of ['hashchange', 'popstate'] as const) addEventListener(event, follow);
    return () => {
      listeners.delete(follow);
      for (const event of ['hashchange', 'popstate'] as const) removeEventListener(event, follow);
    };
  }, []);
  return route;
}

export interface OpenRun {
  readonly run: Run;
  readonly source: Source;
  readonly live: boolean;
}

export const OpenRunContext = createContext<OpenRun | undefined>(undefined);

export function useRun(): OpenRun {
  const open = useContext(OpenRunContext);
  if (open === undefined) throw new Error('no run is open here');
  return open;
}

/** Makes the address of the attempts that fit. */
export function useAttemptsLink(): (filter: Filter) => string {
  const { run } = useRun();
  return (options) => formatRoute({ page: 'attempts', run: run.name, options });
}
