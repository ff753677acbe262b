import { AttemptPage } from './attempts/attempt-page.tsx';
import { AttemptsPage } from './attempts/attempts-page.tsx';
import { useDeepSearch } from './attempts/deep-search.ts';
import { useRun } from './navigation.ts';
import { ReferencePage } from './reference/reference-page.tsx';
import type { Route } from './route.ts';
import { SummaryPage } from './summary/summary-page.tsx';

/** The pages of one run. What a search found stays while the reader goes from list to attempt and back. */
export function RunPages({ route }: { readonly route: Route }) {
  const { run, source } = useRun();
  const query = route.page === 'runs' ? '' : (route.options['q'] ?? '');
  const deep = useDeepSearch(run, source, query);
  switch (route.page) {
    case 'attempts':
      return <AttemptsPage route={route} deep={deep} />;
    case 'attempt':
      return <AttemptPage route={route} deep={deep} />;
    case 'reference':
      return <ReferencePage />;
    default:
      return <SummaryPage options={route.page === 'summary' ? route.options : {}} />;
  }
}
