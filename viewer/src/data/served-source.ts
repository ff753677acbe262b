import type { PageData } from '../../../src/report/page/page-data.ts';
import type { LoadedRun, OpenedAttempt, RunEntry, Source } from './source.ts';

/** The runs of `seceval view`. The token of the page's address goes with every request. */
export function servedSource(location: Location): Source {
  const token = new URLSearchParams(location.search).get('token') ?? '';
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { authorization: `Bearer ${token}`, ...init.headers };
    const response = await fetch(`/api/${path}`, { ...init, headers }).catch(() => {
      throw new Error('seceval view does not answer: it may have ended');
    });
    if (!response.ok && response.status !== 304) throw new Error(await faultOf(response));
    return response;
  };
  const runPath = (id: string): string => `runs/${encodeURIComponent(id)}`;
  return {
    listRuns: async () => (await ask('runs')).json() as Promise<RunEntry[]>,
    async loadRun(id, { known, onReading } = {}): Promise<LoadedRun | undefined> {
      const init = known === undefined ? {} : { headers: { 'if-none-match': known } };
      let response = await ask(runPath(id), init);
      // The answer is held back for a moment, so nothing is asked too often.
      for (; response.status === 202; response = await ask(runPath(id), init)) {
        const { reading } = (await response.json()) as { reading: number };
        onReading?.(reading);
      }
      if (response.status === 304) return undefined;
      const version = response.headers.get('etag') ?? '';
      const { data, live } = (await response.json()) as { data: PageData; live: boolean };
      return { data, version, live };
    },
    async openAttempt(run, place) {
      const id = run.name;
      return (await ask(`${runPath(id)}/attempts/${run.idOf(place)}`)).json() as Promise<OpenedAttempt>;
    },
    async *search(run, query, signal) {
      const path = `${runPath(run.name)}/search`;
      let from: number | null = 0;
      while (from !== null && !signal.aborted) {
        const wanted: string = new URLSearchParams({ q: query, from: String(from) }).toString();
        const answer: SearchAnswer = await (await ask(`${path}?${wanted}`, { signal })).json();
        yield { found: answer.found, done: answer.next === null ? 1 : answer.next / Math.max(1, answer.total) };
        from = answer.next;
      }
    },
  };
}

interface SearchAnswer {
  readonly found: readonly string[];
  /** Where to go on; null when all has been searched. */
  readonly next: number | null;
  readonly total: number;
}

async function faultOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => undefined);
  const told = typeof body === 'object' && body !== null && 'error' in body ? String(body.error) : undefined;
  return told ?? `seceval view answered ${response.status}`;
}
