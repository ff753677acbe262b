import { basename, resolve } from 'node:path';
import { UserMistake } from '../core/errors.ts';
import type { Manifest, Study } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { familiesForInterval } from '../metrics/families.ts';
import { type Side, type SidePair, sidesOf } from '../report/compare-rows.ts';
import type { GateResult } from '../report/gate.ts';
import { judgeWorse, pairWithBaseline } from '../report/worse-gate.ts';
import { findRun } from '../store/find-run.ts';
import { readManifest } from '../store/manifest.ts';
import { readSides, sidesNamed } from './read-sides.ts';

/** Holds the run against its baseline: a side of its own, by name, or another run. */
export async function judgeAgainst(folder: string, baseline: string, runs: string): Promise<GateResult> {
  const own = await readSides([folder]);
  const sides = own.runs.flat();
  const named = sidesNamed(sides, baseline);
  if (named.length > 0) return judgeWorse(pairsWithin(sides, named, baseline), own.family);
  const other = await findBaseline(
    baseline,
    runs,
    sides.map(({ name }) => name),
  );
  if (resolve(other) === resolve(folder)) {
    throw new UserMistake(`--fail-if-worse ${baseline} is the run itself`, {
      hint: 'name an earlier run, or one of its sides',
    });
  }
  const { runs: both, family } = await readSides([other, folder]);
  const [theirs = [], ours = []] = both;
  if (ours.length === 0) throw nothing();
  return judgeWorse(pairWithBaseline(ours, theirs), family);
}

/** Another run that is the baseline. */
export interface Baseline {
  readonly manifest: Manifest;
  /** Means the same run later: `latest`, and what begins one id now, will mean another. */
  readonly name: string;
}

/** The words of a command that name a baseline, with its lasting name. */
export function withBaseline(words: readonly string[], asked: string, { name }: Baseline): string[] {
  const flag = '--fail-if-worse';
  return words.map((word, place) => {
    if (word === `${flag}=${asked}`) return `${flag}=${name}`;
    return word === asked && words[place - 1] === flag ? name : word;
  });
}

/**
 * Before a run is paid for: the baseline is one of its sides to be, or a run that it can be compared with, and enough
 * families of the headline are in both. Gives the other run, whose environment shows once that of this run is known
 * (`assertComparable`). Throws UserMistake.
 */
export async function assertBaseline(
  baseline: string,
  { study, suite, runs }: { readonly study: Study; readonly suite: Suite; readonly runs: string },
): Promise<Baseline | undefined> {
  const headline = new Map(
    suite.tasks
      .filter(({ definition }) => definition.fit === 'strong')
      .map(({ definition: { id, family } }) => [id, family]),
  );
  const sides = plannedSides(study, headline);
  const named = sidesNamed(sides, baseline);
  if (named.length > 0) {
    assertFamilies(pairsWithin(sides, named, baseline), headline);
    return undefined;
  }
  const folder = await findBaseline(
    baseline,
    runs,
    sides.map(({ name }) => name),
  );
  const manifest = await readManifest(folder);
  if (manifest.suite.fingerprint !== suite.fingerprint) {
    throw new UserMistake(`--fail-if-worse ${baseline}: ${manifest.id} was judged under another version of the suite`, {
      hint: `judge its answers anew, and name what comes of it: seceval rejudge ${manifest.id}`,
    });
  }
  if (sides.length === 0) throw nothing();
  const { runs: read } = await readSides([folder]);
  assertFamilies(pairWithBaseline(sides, read.flat().flatMap(judgedPart)), headline);
  return { manifest, name: /^\.|[/\\]/.test(baseline) ? baseline : basename(folder) };
}

/** The sides that a study will have, each task with a prompt that nobody has answered. */
function plannedSides({ models, strategies, tasks }: Study, headline: ReadonlyMap<string, string>): Side[] {
  const prompts = models.flatMap((model) =>
    strategies.flatMap(({ mode, strategy }) =>
      tasks
        .filter((task) => headline.has(task))
        .map((task) => ({ model, mode, strategy, task, shown: mode === 'generate' ? '' : 'insecure', ...unanswered })),
    ),
  );
  return sidesOf(prompts, ({ model, mode, strategy }) =>
    models.length === 1 ? `${mode}/${strategy}` : `${model} ${mode}/${strategy}`,
  );
}

const unanswered = { completions: [], failures: [], facts: [], answers: [], adjudicated: [] } as const;

function judgedPart(side: Side): Side[] {
  const prompts = side.prompts.filter(({ facts }) => facts.some((judged) => judged !== undefined));
  return prompts.length === 0 ? [] : [{ ...side, prompts }];
}

/** What `judgeWorse` refuses to judge once it is paid for. */
function assertFamilies(pairs: readonly SidePair[], headline: ReadonlyMap<string, string>): void {
  for (const { first, second } of pairs) {
    const tasks = new Set(first.prompts.map(({ task }) => task));
    const shared = second.prompts.filter(({ task }) => tasks.has(task)).map(({ task }) => headline.get(task));
    const families = new Set(shared).size;
    if (families >= familiesForInterval) continue;
    throw new UserMistake(
      `--fail-if-worse could not judge ${second.name}: it has ${families} task families in common with ${first.name}, and below ${familiesForInterval} no test says anything`,
      { hint: 'run more tasks' },
    );
  }
}

async function findBaseline(baseline: string, runs: string, sides: readonly string[]): Promise<string> {
  try {
    return await findRun(runs, baseline);
  } catch (error) {
    if (!(error instanceof UserMistake)) throw error;
    throw new UserMistake(`--fail-if-worse ${baseline} is neither a run nor a side of this one: ${error.message}`, {
      ...(error.hint !== undefined && { hint: `${error.hint}; its sides are ${sides.join(', ')}` }),
    });
  }
}

/** Every other side of a mode with the one of it that is named. */
function pairsWithin(sides: readonly Side[], named: readonly Side[], baseline: string): SidePair[] {
  const modes = named.map(({ mode }) => mode);
  if (new Set(modes).size < modes.length) {
    throw new UserMistake(`--fail-if-worse ${baseline} names several sides of a mode`, {
      hint: `name one of: ${named.map(({ name }) => name).join(', ')}`,
    });
  }
  const pairs = named.flatMap((first) =>
    sides.filter((side) => side !== first && side.mode === first.mode).map((second) => ({ first, second })),
  );
  if (pairs.length === 0) throw nothing();
  return pairs;
}

function nothing(): UserMistake {
  return new UserMistake('--fail-if-worse has nothing to judge: no other side of the mode has code for the headline');
}
