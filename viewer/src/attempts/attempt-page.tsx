import { useEffect, useState } from 'preact/hooks';
import { showCount } from '../../../src/report/show-metric.ts';
import type { OpenedAttempt } from '../data/source.ts';
import { navigate, useRun } from '../navigation.ts';
import { formatRoute, type Route } from '../route.ts';
import { Visible } from '../text/visible.tsx';
import { AttemptBody } from './attempt-body.tsx';
import { Badge } from './badge.tsx';
import type { DeepSearch } from './deep-search.ts';
import { useFoundAttempts } from './found-attempts.ts';

interface AttemptPageProps {
  readonly route: Extract<Route, { page: 'attempt' }>;
  readonly deep: DeepSearch;
}

export function AttemptPage({ route, deep }: AttemptPageProps) {
  const { run } = useRun();
  const place = run.placeOf(route.id);
  const opened = useOpened(place);
  const list: Route = { page: 'attempts', run: route.run, options: route.options };
  if (place === undefined) {
    return (
      <p class="quiet">
        This run has no attempt {route.id}. <a href={formatRoute({ ...list, options: {} })}>All attempts</a>
      </p>
    );
  }
  const task = run.taskOf(place);
  return (
    <article class="attempt" aria-labelledby="attempt-title">
      <Neighbours route={route} place={place} deep={deep} />
      <h1 id="attempt-title">
        <Badge outcome={run.outcomeOf(place)} /> <Visible text={task?.title ?? route.id} />
      </h1>
      <p class="facts">
        <a href={formatRoute({ ...list, options: { cwe: task?.cwe ?? '' } })}>{task?.cwe}</a>
        {' · '}
        <a href={formatRoute({ ...list, options: { task: task?.task ?? '' } })}>
          <Visible text={task?.task ?? ''} />
        </a>
        {` · ${task?.severity}${task?.fit === 'weak' ? ' · outside the headline' : ''} · `}
        <Visible text={`${run.putAs(place)} #${(run.columns.sample[place] ?? 0) + 1}`} />
        {' · '}
        <b>
          <Visible text={run.rowOf(place).model} />
        </b>
        <Spent place={place} />
      </p>
      {opened === 'waiting' ? (
        <p class="quiet" role="status">
          Reading …
        </p>
      ) : (
        <AttemptBody key={route.id} place={place} opened={opened} />
      )}
    </article>
  );
}

type Opened = OpenedAttempt | { readonly fault: string } | undefined;

/** The attempt's texts; `waiting` until they are read. They stay while a run that has changed is read again. */
function useOpened(place: number | undefined): Opened | 'waiting' {
  const { run, source } = useRun();
  const [read, setRead] = useState<{ readonly id: string; readonly opened: Opened }>();
  const id = place === undefined ? undefined : run.idOf(place);
  useEffect(() => {
    if (place === undefined || id === undefined) return;
    let ended = false;
    source
      .openAttempt(run, place)
      .catch((fault: Error) => ({ fault: fault.message }))
      .then((opened) => {
        if (!ended) setRead({ id, opened });
      });
    return () => {
      ended = true;
    };
  }, [source, run, id]);
  return read !== undefined && read.id === id ? read.opened : 'waiting';
}

/** Back to the list, and to what stands before and behind in it. */
function Neighbours({ route, place, deep }: AttemptPageProps & { readonly place: number }) {
  const { run } = useRun();
  const places = useFoundAttempts(run, route.options, deep);
  const at = places.indexOf(place);
  const to = (neighbour: number | undefined): Route | undefined =>
    neighbour === undefined ? undefined : { ...route, id: run.idOf(neighbour) };
  const before = at > 0 ? to(places[at - 1]) : undefined;
  const behind = at >= 0 ? to(places[at + 1]) : undefined;
  const list: Route = { page: 'attempts', run: route.run, options: route.options };
  useEffect(() => {
    const go = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, select, textarea') !== null;
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = { j: behind, k: before, Escape: list }[event.key];
      if (target !== undefined) navigate(target);
    };
    addEventListener('keydown', go);
    return () => removeEventListener('keydown', go);
  });
  return (
    <nav class="neighbours" aria-label="Attempts of the list">
      <a href={formatRoute(list)}>
        <span aria-hidden="true">←</span> {places.length === run.count ? 'all attempts' : 'the list'}
      </a>
      {at >= 0 && <span class="dim">{`${showCount(at + 1)} of ${showCount(places.length)}`}</span>}
      {before !== undefined && (
        <a href={formatRoute(before)} title="k">
          previous
        </a>
      )}
      {behind !== undefined && (
        <a href={formatRoute(behind)} title="j">
          next
        </a>
      )}
    </nav>
  );
}

function Spent({ place }: { readonly place: number }) {
  const { costUsd, latencyMs, cpuMs, outputTokens } = useRun().run.columns;
  const known = (value: number | null | undefined): value is number => value !== null && value !== undefined;
  const [cost, latency, cpu, tokens] = [costUsd[place], latencyMs[place], cpuMs[place], outputTokens[place]];
  const facts = [
    known(tokens) && `${showCount(tokens)} tokens out`,
    known(cost) && `$${cost.toFixed(4)}`,
    known(latency) && `answered in ${(latency / 1000).toFixed(1)} s`,
    known(cpu) && `judged in ${(cpu / 1000).toFixed(2)} s of CPU`,
  ].filter(Boolean);
  return facts.length === 0 ? null : <span class="dim"> · {facts.join(' · ')}</span>;
}
