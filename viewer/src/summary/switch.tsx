import type { Filter } from '../data/filter.ts';
import { navigate, useRun } from '../navigation.ts';
import { plainName } from '../text/visible-text.ts';

interface SwitchProps {
  /** Names the choice in the address. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly (readonly [string, string])[];
  /** What is chosen on the page so far. */
  readonly options: Filter;
}

/** One of a few: buttons. Of many: a list. */
export function Switch({ name, label, value, choices, options }: SwitchProps) {
  const { run } = useRun();
  const choose = (choice: string): void =>
    navigate({ page: 'summary', run: run.name, options: { ...options, [name]: choice } }, { replace: true });
  if (choices.length < 2) return null;
  if (choices.length > 4) {
    return (
      <label class="switch">
        {label}{' '}
        <select value={value} onChange={(event) => choose(event.currentTarget.value)}>
          {choices.map(([choice, text]) => (
            <option key={choice} value={choice}>
              {plainName(text)}
            </option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <fieldset class="switch">
      <legend>{label}</legend>
      {choices.map(([choice, text]) => (
        <button type="button" key={choice} aria-pressed={choice === value} onClick={() => choose(choice)}>
          {plainName(text)}
        </button>
      ))}
    </fieldset>
  );
}
