import { UserMistake } from '../core/errors.ts';
import type { Manifest } from '../core/run.ts';
import { openSuite } from '../open-suite.ts';
import { type Side, sidesOf } from '../report/compare-rows.ts';
import { foldEvents } from '../report/fold-events.ts';
import type { Prompt } from '../report/prompt-fold.ts';
import { readManifest } from '../store/manifest.ts';
import { readForFigures } from '../store/read-events.ts';

/** The sides of some runs, with the tasks of the headline only. */
export interface RunSides {
  /** For each run, in the order in which they were named. */
  readonly runs: readonly (readonly Side[])[];
  readonly family: (task: string) => string;
}

/** Reads runs that can be set side by side. Throws UserMistake where they were judged under different tests or in other worlds. */
export async function readSides(folders: readonly string[]): Promise<RunSides> {
  const manifests = await Promise.all(folders.map(readManifest));
  const [manifest] = manifests;
  if (manifest === undefined) return { runs: [], family: (task) => task };
  assertComparable(manifests);
  const suite = await openSuite(manifest.suite.folder).catch(() => openSuite(manifest.suite.name));
  const headline = new Map(
    suite.tasks
      .filter(({ definition }) => definition.fit === 'strong')
      .map(({ definition }) => [definition.id, definition.family]),
  );
  const runs: Side[][] = [];
  for (const [index, folder] of folders.entries()) {
    const { prompts } = await foldEvents(readForFigures(folder, { wholeUpTo: 0 }));
    const own = manifests[index];
    const counted = prompts.filter(({ task }) => headline.has(task));
    runs.push(own === undefined ? [] : sidesOf(inOrder(counted, own), namer(own, manifests)));
  }
  return { runs, family: (task) => headline.get(task) ?? task };
}

/** As short as tells sides apart: without the model where there is one, with the run where several have the same. */
function namer(manifest: Manifest, all: readonly Manifest[]): (prompt: Prompt) => string {
  const models = new Set(all.flatMap(({ study }) => study.models));
  const shared = all.some(
    (other) => other !== manifest && other.study.models.some((id) => manifest.study.models.includes(id)),
  );
  const run = shared ? ` [${shortest(manifest.id, all)}]` : '';
  return ({ model, mode, strategy }) =>
    models.size === 1 ? `${mode}/${strategy}${run}` : `${model} ${mode}/${strategy}${run}`;
}

/** The beginning of a run's id that no other of them has, not shorter than its date and time. */
function shortest(id: string, all: readonly Manifest[]): string {
  const others = all.map((manifest) => manifest.id).filter((other) => other !== id);
  let length = 15;
  while (length < id.length && others.some((other) => other.startsWith(id.slice(0, length)))) length += 1;
  return id.slice(0, length);
}

/** As the study has its models and strategies, not as answers happened to come in. */
function inOrder(prompts: readonly Prompt[], { study: { models, strategies } }: Manifest): Prompt[] {
  const place = ({ model, mode, strategy }: Prompt): number =>
    models.indexOf(model) * strategies.length +
    strategies.findIndex((pair) => pair.mode === mode && pair.strategy === strategy);
  return [...prompts].sort((a, b) => place(a) - place(b));
}

/** Figures of different tests, or of another world, are no two sides of one question. */
export function assertComparable(manifests: readonly Manifest[]): void {
  const [first, ...others] = manifests;
  const ids = manifests.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) {
    throw new UserMistake(`${twice} is named twice, and a run does not differ from itself`, {
      hint: 'name two runs, or one with several models or strategies',
    });
  }
  for (const other of others) {
    const differing =
      first?.suite.fingerprint !== other.suite.fingerprint
        ? 'other versions of the suite'
        : first.environment.fingerprint !== other.environment.fingerprint
          ? 'other environments'
          : undefined;
    if (differing === undefined) continue;
    throw new UserMistake(`${first?.id} and ${other.id} were judged under ${differing}, so they cannot be compared`, {
      hint: `judge the older answers anew: seceval rejudge ${first?.id}`,
    });
  }
}

/** The sides that a word names: a side's name, its strategy with or without mode, or its model. */
export function sidesNamed(sides: readonly Side[], wanted: string): Side[] {
  const exact = sides.filter(({ name }) => name === wanted);
  if (exact.length > 0) return exact;
  return sides.filter(({ prompts: [prompt] }) => {
    if (prompt === undefined) return false;
    const { model, mode, strategy } = prompt;
    return [model, strategy, `${mode}/${strategy}`, `${model} ${mode}/${strategy}`].includes(wanted);
  });
}
