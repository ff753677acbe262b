import { UserMistake } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import type { Study } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { parseModelSpec } from '../models/model-spec.ts';
import { recordedKeys } from '../models/replay.ts';
import { findStrategy } from '../strategies/registry.ts';
import { readTemplate } from '../strategies/template-file.ts';
import { filterTasks } from '../suite/filter-tasks.ts';
import { selectTasks } from '../suite/select-tasks.ts';
import { isHeldOut } from '../training/split.ts';
import { chosenPart } from './split-flags.ts';
import type { StudyFlags } from './study-flags.ts';
import { chosenDecoding, chosenStrategies, numberFlag } from './study-options.ts';

/** The study that the flags of `run` describe. What a recording holds fills in what was not said. */
export async function planStudy(flags: StudyFlags, suite: Suite, models: readonly Model[]): Promise<Study> {
  const samples = numberFlag('--samples', flags.samples, { least: 1, most: 10_000, whole: true });
  const strategies = chosenStrategies(flags);
  const recorded = await recordedStudy(flags.model ?? []);
  const split = chosenPart(flags);
  const filtered = filterTasks(selectTasks(suite, flags.task ?? []), flags, suite).filter(
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
  };
  if (study.samples > 1 && chosenDecoding(flags).temperature === 0) {
    throw new UserMistake('several samples at temperature 0 are the same answer several times', {
      hint: 'take --samples 1, or a temperature above 0',
    });
  }
  if (study.tasks.length === 0) throw new UserMistake('no task of the suite is in the recorded answers');
  return study;
}

interface RecordedStudy {
  readonly strategies: Study['strategies'];
  readonly tasks: ReadonlySet<string>;
  readonly samples: number;
}

/** What all recordings together hold; undefined when a model is not a recording. */
async function recordedStudy(specs: readonly string[]): Promise<RecordedStudy | undefined> {
  const files = specs.map(parseModelSpec);
  if (files.some(({ kind }) => kind !== 'replay')) return undefined;
  const keys = (await Promise.all(files.map(({ name }) => recordedKeys(name)))).flat();
  const strategies = new Map(keys.map(({ mode, strategy }) => [`${mode}/${strategy}`, { mode, strategy }]));
  return {
    strategies: [...strategies.values()],
    tasks: new Set(keys.map((key) => key.task)),
    samples: keys.reduce((most, key) => Math.max(most, key.sample + 1), 1),
  };
}

/** `--template generate/direct=FILE`, by `mode/strategy`. */
export function chosenTemplates(flags: StudyFlags, study: Study): Map<string, string> {
  const templates = new Map<string, string>();
  for (const text of flags.template ?? []) {
    const [name = '', ...rest] = text.split('=');
    const file = rest.join('=');
    const chosen = study.strategies.find(({ mode, strategy }) => `${mode}/${strategy}` === name);
    if (file === '' || chosen === undefined) {
      throw new UserMistake(`--template takes mode/strategy=FILE of a strategy in this run, not '${text}'`, {
        hint: `this run has ${study.strategies.map(({ mode, strategy }) => `${mode}/${strategy}`).join(', ')}`,
      });
    }
    templates.set(name, readTemplate(file, findStrategy(chosen.mode, chosen.strategy)));
  }
  return templates;
}
