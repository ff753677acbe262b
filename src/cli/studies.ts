import type { CweId } from '../core/cwe.ts';
import { UserMistake } from '../core/errors.ts';
import type { Mode } from '../core/mode.ts';
import type { Study } from '../core/run.ts';
import type { StrategyBook } from '../strategies/registry.ts';
import { secuCoGenTypes } from '../studies/secucogen-classification.ts';

export const studyNames = ['mitigation', 'classification', 'secucogen-classification'] as const;
export type StudyName = (typeof studyNames)[number];

interface Preset {
  readonly modes: readonly Mode[];
  /** All of the modes when absent. */
  readonly strategies?: readonly string[];
  /** Only tasks with this tag. */
  readonly tag?: string;
  /** What identify chooses among; the suite's weaknesses when absent. */
  readonly choices?: readonly CweId[];
}

const presets: Readonly<Record<StudyName, Preset>> = {
  // RQ2 to RQ4 of both studies, with every strategy that there is: which one gains how much over direct?
  mitigation: { modes: ['generate', 'repair'] },
  classification: { modes: ['classify'] },
  // SecuCoGen, experiments 5-1 and 5-2, over its list of weaknesses.
  'secucogen-classification': {
    modes: ['classify'],
    strategies: ['detect', 'identify'],
    tag: 'secucogen-21',
    choices: secuCoGenTypes,
  },
};

/** The strategies of a study by its name, direct ones first; `--mode` narrows it. */
export function strategiesOfStudy(name: StudyName, book: StrategyBook, modes?: readonly string[]): Study['strategies'] {
  const preset = presets[name];
  const wanted = preset.modes.filter((mode) => modes === undefined || modes.includes(mode));
  if (wanted.length === 0) {
    throw new UserMistake(`--study ${name} is about ${preset.modes.join(' and ')}`, { hint: 'leave out --mode' });
  }
  return book
    .list()
    .filter(({ mode, name: strategy }) => wanted.includes(mode) && (preset.strategies?.includes(strategy) ?? true))
    .map(({ mode, name: strategy }) => ({ mode, strategy }));
}

export function tagOfStudy(name: StudyName | undefined): string[] | undefined {
  const tag = name === undefined ? undefined : presets[name].tag;
  return tag === undefined ? undefined : [tag];
}

export function choicesOfStudy(name: StudyName | undefined): readonly CweId[] | undefined {
  return name === undefined ? undefined : presets[name].choices;
}
