import { useEffect, useState } from 'preact/hooks';
import type { Run } from '../data/run.ts';
import type { Source } from '../data/source.ts';

/** What was found in prompts, answers, code and evidence so far. */
export interface DeepSearch {
  readonly found: ReadonlySet<number>;
  /** Share searched, 0 to 1; 1 where there is nothing to search for. */
  readonly done: number;
  readonly fault?: string;
}

const nothing: DeepSearch = { found: new Set(), done: 1 };
/** Shorter words are everywhere. */
const fewestLetters = 3;
const pauseBeforeSearch = 250;
/** The list is drawn again at most this often while results come in, in milliseconds. */
const pauseBetweenResults = 200;

/** Searches the long texts for the whole of what is typed, a little after the typing has ended. */
export function useDeepSearch(run: Run, source: Source, query: string): DeepSearch {
  const [search, setSearch] = useState(nothing);
  const needle = query.trim();
  useEffect(() => {
    setSearch(nothing);
    if (needle.length < fewestLetters) return;
    const controller = new AbortController();
    const timer = setTimeout(async () => {
      const found = new Set<number>();
      let shown = performance.now();
      try {
        for await (const step of source.search(run, needle, controller.signal)) {
          for (const id of step.found) found.add(run.placeOf(id) ?? -1);
          if (step.done < 1 && performance.now() - shown < pauseBetweenResults) continue;
          shown = performance.now();
          if (!controller.signal.aborted) setSearch({ found: new Set(found), done: step.done });
        }
      } catch (fault) {
        if (!controller.signal.aborted) setSearch({ found, done: 1, fault: String(fault) });
      }
    }, pauseBeforeSearch);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [run, source, needle]);
  return search;
}
