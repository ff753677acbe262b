import { useEffect, useMemo, useRef } from 'preact/hooks';
import { outcomes, signs } from '../../../src/report/page/outcome.ts';
import type { Filter } from '../data/filter.ts';
import type { Run } from '../data/run.ts';
import { navigate, useRun } from '../navigation.ts';
import { formatRoute, type Route } from '../route.ts';
import { Visible } from '../text/visible.tsx';
import { plainName } from '../text/visible-text.ts';

type AttemptsRoute = Extract<Route, { page: 'attempts' }>;

/** Filters that have no control of their own: links set them, and they can be taken off. */
const bySomeLink: Readonly<Record<string, string>> = {
  mode: 'mode',
  cwe: 'weakness',
  severity: 'severity',
  fit: 'fit',
  scope: 'speaks of',
  adjudicated: 'a person says',
  reason: 'reason',
  expected: 'right is',
  answer: 'answered',
  shown: 'shown',
  functional: 'function holds',
  exploited: 'exploited',
};

export function Filters({ route }: { readonly route: AttemptsRoute }) {
  const { run } = useRun();
  const { options } = route;
  const set = (change: Filter, replace = false): void =>
    navigate({ ...route, options: { ...options, ...change } }, { replace });
  const { ways, models, tasks, found } = useMemo(() => choicesOf(run), [run]);
  return (
    <search class="filters" aria-label="Attempts">
      <SearchField value={options['q'] ?? ''} onSearch={(q) => set({ q }, true)} />
      <Choice
        label="any way"
        name="strategy"
        value={options['strategy']}
        choices={ways}
        onChoose={(strategy) => set({ strategy })}
      />
      <Choice
        label="any model"
        name="model"
        value={options['model']}
        choices={models}
        onChoose={(model) => set({ model })}
      />
      <Choice label="any task" name="task" value={options['task']} choices={tasks} onChoose={(task) => set({ task })} />
      <fieldset class="outcomes">
        <legend class="unheard">Outcomes</legend>
        {outcomes
          .filter((_, place) => found.has(place))
          .map((outcome) => {
            const chosen = (options['outcome'] ?? '').split(',').filter(Boolean);
            const here = chosen.includes(outcome);
            const next = here ? chosen.filter((name) => name !== outcome) : [...chosen, outcome];
            return (
              <button
                type="button"
                key={outcome}
                class={`chip ${outcome}`}
                aria-pressed={here}
                onClick={() => set({ outcome: next.join(',') })}
              >
                <span aria-hidden="true">{signs[outcome]}</span> {outcome}
              </button>
            );
          })}
        <SetByLinks options={options} onRemove={(name) => set({ [name]: '' })} />
        {Object.keys(options).some((name) => name !== 'sort') && (
          <a class="clear" href={formatRoute({ ...route, options: {} })}>
            show all
          </a>
        )}
      </fieldset>
    </search>
  );
}

type Choices = readonly (readonly [string, string])[];

/** What there is to choose from in a run. */
function choicesOf({ columns, document }: Run) {
  const named = (values: readonly string[]): Choices => [...new Set(values)].map((value) => [value, value]);
  return {
    ways: named(columns.rows.map(({ mode, strategy }) => `${mode}/${strategy}`)),
    models: named(columns.rows.map(({ model }) => model)),
    tasks: document.perTask.map(({ task, cwe, title }) => [task, `${cwe} ${title}`] as const),
    found: new Set(columns.outcome),
  };
}

function SetByLinks({ options, onRemove }: { options: Filter; onRemove: (name: string) => void }) {
  return (
    <>
      {Object.entries(bySomeLink).map(([name, label]) => {
        const value = options[name];
        if (value === undefined) return null;
        return (
          <button type="button" key={name} class="chip set" title="take this off" onClick={() => onRemove(name)}>
            {label}: <Visible text={value} /> <span aria-hidden="true">×</span>
          </button>
        );
      })}
    </>
  );
}

function SearchField({ value, onSearch }: { readonly value: string; readonly onSearch: (text: string) => void }) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const jump = (event: KeyboardEvent): void => {
      const typing = event.target instanceof HTMLElement && event.target.closest('input, select, textarea') !== null;
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      field.current?.focus();
    };
    addEventListener('keydown', jump);
    return () => removeEventListener('keydown', jump);
  }, []);
  return (
    <input
      ref={field}
      id="search"
      type="search"
      placeholder="Search names, code, prompts, evidence   ( / )"
      aria-label="Search in names, code, prompts, answers and evidence"
      value={value}
      onInput={(event) => onSearch(event.currentTarget.value)}
    />
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly choices: Choices;
  readonly onChoose: (value: string) => void;
}

function Choice({ label, name, value, choices, onChoose }: ChoiceProps) {
  // The same elements while the run is the same: a list of a thousand tasks is not compared at every letter typed.
  const options = useMemo(
    () =>
      choices.map(([choice, text]) => (
        <option key={choice} value={choice}>
          {plainName(text)}
        </option>
      )),
    [choices],
  );
  return (
    <select
      id={`choose-${name}`}
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChoose(event.currentTarget.value)}
    >
      <option value="">{label}</option>
      {options}
    </select>
  );
}
