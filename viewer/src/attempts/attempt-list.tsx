import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { parseSort, type SortName } from '../data/sort.ts';
import { navigate, useRun } from '../navigation.ts';
import { formatRoute, type Route } from '../route.ts';
import { AttemptLine } from './attempt-line.tsx';

interface AttemptListProps {
  readonly route: Extract<Route, { page: 'attempts' }>;
  readonly places: Uint32Array;
}

/** Height of a line in pixels: `.line` in attempts.css has the same. */
const lineHeight = 36;
/** Lines drawn beyond what is seen, above and below. */
const overscan = 12;
/** Paper has no scrolling: so many are printed. */
const printedLines = 500;

/** Where each list was left, so that coming back from an attempt finds it again. */
const leftAt = new Map<string, { readonly top: number; readonly active: number }>();

const columns: readonly { readonly name: SortName; readonly label: string }[] = [
  { name: 'outcome', label: 'outcome' },
  { name: 'task', label: 'task' },
  { name: 'strategy', label: 'put as' },
  { name: 'model', label: 'model' },
];

/** However many attempts there are, only the lines in sight are in the page. */
export function AttemptList({ route, places }: AttemptListProps) {
  const { run } = useRun();
  const address = formatRoute(route);
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(() => leftAt.get(address)?.active ?? 0);
  const wantsFocus = useRef(false);
  const { top, height, printing } = useScrolled(box, address);

  const first = printing ? 0 : Math.max(0, Math.floor(top / lineHeight) - overscan);
  const last = printing
    ? Math.min(places.length, printedLines)
    : Math.min(places.length, Math.ceil((top + height) / lineHeight) + overscan);

  useEffect(() => {
    leftAt.set(address, { top, active });
  }, [address, top, active]);
  useLayoutEffect(() => {
    if (!wantsFocus.current) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-line="${active}"]`);
    line?.focus({ preventScroll: true });
    wantsFocus.current = line === null;
  });

  const move = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(height / lineHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -places.length,
      End: places.length,
    };
    const step = steps[event.key];
    if (step === undefined || box.current === null) return;
    event.preventDefault();
    const next = Math.min(places.length - 1, Math.max(0, active + step));
    wantsFocus.current = true;
    setActive(next);
    const edge = next * lineHeight;
    if (edge < box.current.scrollTop) box.current.scrollTop = edge;
    else if (edge + lineHeight > box.current.scrollTop + height) box.current.scrollTop = edge + lineHeight - height;
  };

  return (
    <div class="list">
      <Heads route={route} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys only add to the links inside */}
      <div class="lines" ref={box} onKeyDown={move}>
        <ol style={{ height: printing ? 'auto' : `${places.length * lineHeight}px` }} aria-label="Attempts">
          {Array.from(places.subarray(first, last), (place, offset) => (
            <AttemptLine
              key={place}
              run={run}
              place={place}
              index={first + offset}
              all={places.length}
              top={(first + offset) * lineHeight}
              focusable={first + offset === Math.min(active, places.length - 1)}
              href={formatRoute({ ...route, page: 'attempt', id: run.idOf(place) })}
            />
          ))}
        </ol>
      </div>
      {printing && places.length > printedLines && <p>… and {places.length - printedLines} more.</p>}
    </div>
  );
}

function Heads({ route }: Pick<AttemptListProps, 'route'>) {
  const sort = parseSort(route.options['sort']);
  return (
    <fieldset class="heads">
      <legend class="unheard">Order of the list</legend>
      {columns.map(({ name, label }) => {
        const here = sort.by === name;
        const next = here && !sort.down ? `-${name}` : name;
        const order = here ? (sort.down ? 'descending' : 'ascending') : 'unsorted';
        return (
          <button
            type="button"
            key={name}
            aria-pressed={here}
            title={`sort by ${label} (now ${order})`}
            onClick={() => navigate({ ...route, options: { ...route.options, sort: next } })}
          >
            {label} <span aria-hidden="true">{here ? (sort.down ? '↓' : '↑') : ''}</span>
          </button>
        );
      })}
      <span>why</span>
    </fieldset>
  );
}

/** Where the list is scrolled to, how high it is, and whether it is being printed. */
function useScrolled(box: { readonly current: HTMLDivElement | null }, address: string) {
  const [seen, setSeen] = useState({ top: leftAt.get(address)?.top ?? 0, height: 800 });
  const [printing, setPrinting] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    element.scrollTop = leftAt.get(address)?.top ?? 0;
    const look = () => setSeen({ top: element.scrollTop, height: element.clientHeight });
    look();
    element.addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
    return () => {
      element.removeEventListener('scroll', look);
      removeEventListener('resize', look);
    };
  }, [box, address]);
  useEffect(() => {
    const begin = () => setPrinting(true);
    const end = () => setPrinting(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
    };
  }, []);
  return { ...seen, printing };
}
