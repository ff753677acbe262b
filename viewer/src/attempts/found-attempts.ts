import { useMemo } from 'preact/hooks';
import { type Filter, filterAttempts } from '../data/filter.ts';
import type { Run } from '../data/run.ts';
import { parseSort, sortAttempts } from '../data/sort.ts';
import type { DeepSearch } from './deep-search.ts';

/** The places that the address asks for, in its order. */
export function useFoundAttempts(run: Run, options: Filter, deep: DeepSearch): Uint32Array {
  const asked = JSON.stringify(options);
  return useMemo(() => {
    const filter: Filter = JSON.parse(asked);
    return sortAttempts(run, filterAttempts(run, filter, deep.found), parseSort(filter['sort']));
  }, [run, asked, deep.found]);
}
