import type { ComponentChildren } from 'preact';
import { showCount } from '../../src/report/show-metric.ts';
import type { Run } from './data/run.ts';
import type { Source } from './data/source.ts';
import { formatRoute, type Route } from './route.ts';
import { Visible } from './text/visible.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

interface ShellProps {
  readonly route: Route;
  readonly source: Source;
  readonly open?: { readonly run: Run; readonly live: boolean; readonly lost?: string };
  readonly children: ComponentChildren;
}

/** The bar above every page, and the page. */
export function Shell({ route, source, open, children }: ShellProps) {
  const pages = open === undefined ? [] : pagesOf(open.run);
  const current = route.page === 'attempt' ? 'attempts' : route.page;
  return (
    <>
      <button type="button" class="skip" onClick={focusMain}>
        Skip to the content
      </button>
      <header class="top">
        <span class="brand">seceval</span>
        {source.listRuns !== undefined && (
          <a href={formatRoute({ page: 'runs' })} aria-current={current === 'runs' ? 'page' : undefined}>
            All runs
          </a>
        )}
        {open !== undefined && (
          <span class="run-name">
            <Visible text={open.run.document.manifest.id} />
            {open.lost !== undefined ? (
              <span class="live lost" role="status" title={open.lost}>
                not up to date: no answer
              </span>
            ) : (
              open.live && <span class="live">live</span>
            )}
          </span>
        )}
        <nav aria-label="Pages of the report">
          {pages.map(({ page, label, count, href }) => (
            <a key={page} href={href} aria-current={current === page ? 'page' : undefined}>
              {label}
              {count !== undefined && ' '}
              {count !== undefined && <span class="count">{showCount(count)}</span>}
            </a>
          ))}
        </nav>
        <ThemeSwitch />
      </header>
      <main id="main" tabIndex={-1} class={`page-${route.page}`}>
        {children}
      </main>
    </>
  );
}

interface PageLink {
  readonly page: Route['page'];
  readonly label: string;
  readonly href: string;
  readonly count?: number;
}

function pagesOf(run: Run): PageLink[] {
  const to = (page: 'summary' | 'attempts' | 'reference') => formatRoute({ page, run: run.name, options: {} });
  return [
    { page: 'summary', label: 'Summary', href: to('summary') },
    { page: 'attempts', label: 'Attempts', count: run.count, href: to('attempts') },
    { page: 'reference', label: 'Reference', href: to('reference') },
  ];
}

/** The address names the page, so no link can name a place on it. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}
