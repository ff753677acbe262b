import { plural, showCount } from '../../../src/report/show-metric.ts';
import { useRun } from '../navigation.ts';
import type { Route } from '../route.ts';
import { AttemptList } from './attempt-list.tsx';
import type { DeepSearch } from './deep-search.ts';
import { Filters } from './filters.tsx';
import { useFoundAttempts } from './found-attempts.ts';

interface AttemptsPageProps {
  readonly route: Extract<Route, { page: 'attempts' }>;
  readonly deep: DeepSearch;
}

export function AttemptsPage({ route, deep }: AttemptsPageProps) {
  const { run } = useRun();
  const places = useFoundAttempts(run, route.options, deep);
  const { texts, document } = run.data;
  const { attemptsLeftOut } = document;
  const all = places.length === run.count;
  return (
    <>
      <h1 class="unheard">Attempts</h1>
      <Filters route={route} />
      <p class="found" role="status" id="found">
        <b>{all ? plural(run.count, 'attempt') : `${showCount(places.length)} of ${plural(run.count, 'attempt')}`}</b>
        {attemptsLeftOut > 0 && ` · a sample: ${showCount(attemptsLeftOut)} more are not in this file`}
        {deep.done < 1 && ` · searching answers and code: ${Math.floor(deep.done * 100)}%`}
        {deep.fault !== undefined && ` · ${deep.fault}`}
        {texts.kind === 'embedded' &&
          texts.leftOut > 0 &&
          ` · ${showCount(texts.leftOut)} are here without their texts, for which one file has no room: seceval view has all`}
      </p>
      {places.length === 0 ? (
        <p class="quiet">No attempt is like that.</p>
      ) : (
        <AttemptList route={route} places={places} />
      )}
    </>
  );
}
