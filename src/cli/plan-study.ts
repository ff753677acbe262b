import type { AttemptKey } from '../core/attempt.ts';
import { UserMistake } from '../core/errors.ts';
import { classifyQuestion } from '../core/mode.ts';
import type { Model } from '../core/model.ts';
import type { Study } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { parseModelSpec } from '../models/model-spec.ts';
import { recordedKeys } from '../models/replay.ts';
import type { StrategyBook } from '../strategies/registry.ts';
import { laterTurns, readFollowUpTemplate, readTemplate } from '../strategies/template-file.ts';
import { filterTasks } from '../suite/filter-tasks.ts';
import { selectTasks } from '../suite/select-tasks.ts';
import { isHeldOut } from '../training/split.ts';
import { chosenChoices } from './chosen-choices.ts';
import { chosenPart } from './split-flags.ts';
import { strategiesOfStudy, tagOfStudy } from './studies.ts';
import type { StudyFlags } from './study-flags.ts';
import { chosenDecoding, chosenStrategies, numberFlag } from './study-options.ts';

export interface PlanStudyOptions {
  readonly suite: Suite;
  readonly models: readonly Model[];
  readonly strategies: StrategyBook;
  /** The runs of `--repair-from` and `--classify-from`, by id. */
  readonly from?: Study['from'];
}

/** The study that the flags of `run` describe. What a recording holds fills in what was not said. */
export async function planStudy(flags: StudyFlags, options: PlanStudyOptions): Promise<Study> {
  const { suite, models, from } = options;
  const samples = numberFlag('--samples', flags.samples, { least: 1, most: 10_000, whole: true });
  const recorded = await recordedStudy(flags.model ?? []);
  const strategies = strategiesAskedFor(flags, options.strategies, recorded?.byAll);
  const split = chosenPart(flags);
  const tag = flags.tag ?? tagOfStudy(flags.study);
  const choices = chosenChoices(flags);
  const chosen = { ...flags, ...(tag && { tag }) };
  const filtered = filterTasks(selectTasks(suite, flags.task ?? []), chosen, suite).filter(
    ({ definition }) => split === undefined || isHeldOut(definition.family, split) === (split.part === 'holdout'),
  );
  if (filtered.length === 0) throw new UserMistake(`no chosen task is of a family of --split ${flags.split}`);
  // What was named is asked for whether a recording has it or not; what was only not excluded is not.
  const named = flags.task !== undefined;
  const study: Study = {
    models: models.map((model) => model.id),
    strategies: strategies ?? recorded?.strategies ?? [{ mode: 'generate', strategy: 'direct' }],
    tasks: filtered.map((task) => task.definition.id).filter((id) => named || (recorded?.tasks.has(id) ?? true)),
    samples: samples ?? recorded?.samples ?? 1,
    ...(split !== undefined && { split }),
    ...(flags.control && { control: true }),
    ...(choices && { choices }),
    ...(from && { from }),
  };
  assertUsed(flags, study);
  if (study.samples > 1 && chosenDecoding(flags).temperature === 0) {
    throw new UserMistake('several samples at temperature 0 are the same answer several times', {
      hint: 'take --samples 1, or a temperature above 0',
    });
  }
  if (study.tasks.length === 0) throw new UserMistake('no task of the suite is in the recorded answers');
  return study;
}

/** `--study` names them all, `--strategy` and `--mode` some; undefined when nothing was said. */
function strategiesAskedFor(
  flags: StudyFlags,
  book: StrategyBook,
  recorded?: Study['strategies'],
): Study['strategies'] | undefined {
  if (flags.study === undefined) return chosenStrategies(flags, book);
  const preset = strategiesOfStudy(flags.study, book, flags.mode);
  const more = flags.strategy === undefined ? [] : (chosenStrategies({ strategy: flags.strategy }, book) ?? []);
  const names = new Set(preset.map(({ mode, strategy }) => `${mode}/${strategy}`));
  const all = [...preset, ...more.filter(({ mode, strategy }) => !names.has(`${mode}/${strategy}`))];
  // Of what a study asks, recordings can only answer what each of them holds; what was named is asked all the same.
  const kept = recorded === undefined ? all : all.filter((pair) => isAmong(more, pair) || isAmong(recorded, pair));
  if (kept.length > 0) return kept;
  throw new UserMistake(`the recorded answers hold no strategy of --study ${flags.study}`, {
    hint: `they hold ${recorded?.map(({ mode, strategy }) => `${mode}/${strategy}`).join(', ') || 'nothing in common'}`,
  });
}

function isAmong(
  pairs: readonly Pick<AttemptKey, 'mode' | 'strategy'>[],
  { mode, strategy }: Study['strategies'][number],
): boolean {
  return pairs.some((pair) => pair.mode === mode && pair.strategy === strategy);
}

/** A flag that changes nothing was meant otherwise. */
function assertUsed(flags: StudyFlags, { strategies }: Study): void {
  const has = (mode: string) => strategies.some((pair) => pair.mode === mode);
  for (const [flag, given, mode] of [
    ['--repair-from', flags.repairFrom !== undefined, 'repair'],
    ['--classify-from', flags.classifyFrom !== undefined, 'classify'],
    ['--control', flags.control === true, 'repair'],
  ] as const) {
    if (!given || has(mode)) continue;
    throw new UserMistake(`${flag} is about ${mode}, and no strategy of this run is`, { hint: `add --mode ${mode}` });
  }
  if (flags.choices !== undefined && !strategies.some(({ strategy }) => classifyQuestion(strategy) === 'identify')) {
    throw new UserMistake('--choices is about classify/identify, and no strategy of this run asks that', {
      hint: 'add --strategy classify/identify',
    });
  }
  const explained = strategies.find(({ mode, strategy }) => mode === 'repair' && strategy === 'explained');
  if (flags.repairFrom === undefined || explained === undefined) return;
  throw new UserMistake(
    "repair/explained explains a reference, which is not what is wrong with a model's own attempt",
    {
      hint: 'leave it out of a run with --repair-from',
    },
  );
}

interface RecordedStudy {
  readonly strategies: Study['strategies'];
  /** Those that every recording holds: on the others they could not be compared. */
  readonly byAll: Study['strategies'];
  readonly tasks: ReadonlySet<string>;
  readonly samples: number;
}

/** What all recordings together hold; undefined when a model is not a recording. */
async function recordedStudy(specs: readonly string[]): Promise<RecordedStudy | undefined> {
  const files = specs.map(parseModelSpec);
  if (files.some(({ kind }) => kind !== 'replay')) return undefined;
  const each = await Promise.all(files.map(({ name }) => recordedKeys(name)));
  const keys = each.flat();
  const strategies = new Map(keys.map(({ mode, strategy }) => [`${mode}/${strategy}`, { mode, strategy }]));
  return {
    strategies: [...strategies.values()],
    byAll: [...strategies.values()].filter((pair) => each.every((own) => isAmong(own, pair))),
    tasks: new Set(keys.map((key) => key.task)),
    samples: keys.reduce((most, key) => Math.max(most, key.sample + 1), 1),
  };
}

/** `--template generate/direct=FILE`, by `mode/strategy`; `generate/self-review/later=FILE` is about its later turns. */
export function chosenTemplates(flags: StudyFlags, study: Study, book: StrategyBook): Map<string, string> {
  const templates = new Map<string, string>();
  for (const text of flags.template ?? []) {
    const [named = '', ...rest] = text.split('=');
    const file = rest.join('=');
    const name = named.replace(/\/later$/, '');
    const chosen = study.strategies.find(({ mode, strategy }) => `${mode}/${strategy}` === name);
    if (file === '' || chosen === undefined) {
      throw new UserMistake(`--template takes mode/strategy=FILE of a strategy in this run, not '${text}'`, {
        hint: `this run has ${study.strategies.map(({ mode, strategy }) => `${mode}/${strategy}`).join(', ')}`,
      });
    }
    const strategy = book.find(chosen.mode, chosen.strategy);
    if (name === named) templates.set(name, readTemplate(file, strategy));
    else templates.set(laterTurns(name), readFollowUpTemplate(file, strategy));
  }
  return templates;
}
