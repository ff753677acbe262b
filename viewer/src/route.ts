import type { Filter } from './data/filter.ts';

/** Where the reader is. All of it stands in the address, so that every state can be linked to. */
export type Route =
  | { readonly page: 'runs' }
  | { readonly page: 'summary'; readonly run: string; readonly options: Filter }
  | { readonly page: 'attempts'; readonly run: string; readonly options: Filter }
  | { readonly page: 'attempt'; readonly run: string; readonly id: string; readonly options: Filter }
  | { readonly page: 'reference'; readonly run: string; readonly options: Filter };

/** `#/<run>/attempts?outcome=vulnerable`. The run of a report in one file is `report`. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?', 2);
  const [run = '', page = '', id = ''] = path.split('/').map(decode);
  const options = Object.fromEntries([...new URLSearchParams(query)].filter(([, value]) => value !== ''));
  if (run === '') return { page: 'runs' };
  if (page === 'attempts' && id !== '') return { page: 'attempt', run, id, options };
  if (page === 'attempts' || page === 'reference') return { page, run, options };
  return { page: 'summary', run, options };
}

export function formatRoute(route: Route): string {
  if (route.page === 'runs') return '#/';
  const path = {
    summary: '',
    attempts: '/attempts',
    reference: '/reference',
    attempt: route.page === 'attempt' ? `/attempts/${encodeURIComponent(route.id)}` : '',
  }[route.page];
  const wanted = Object.entries(route.options).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const query = new URLSearchParams(wanted).toString();
  return `#/${encodeURIComponent(route.run)}${path}${query === '' ? '' : `?${query}`}`;
}

/** An address may come from anywhere: a broken escape stands for itself. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
