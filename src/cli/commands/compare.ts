import { UserMistake } from '../../core/errors.ts';
import type { Manifest } from '../../core/run.ts';
import { openSuite } from '../../open-suite.ts';
import {
  type ComparedMetric,
  type Comparison,
  comparedMetrics,
  compareSides,
  type Side,
  sidesOf,
} from '../../report/compare-rows.ts';
import { foldEvents } from '../../report/fold-events.ts';
import type { Prompt } from '../../report/prompt-fold.ts';
import { tellComparisons } from '../../report/terminal/compare-table.ts';
import { findRun } from '../../store/find-run.ts';
import { readManifest } from '../../store/manifest.ts';
import { readEvents } from '../../store/read-events.ts';
import { mayColour } from '../colour.ts';

export interface CompareFlags {
  readonly runs: string;
  readonly metric: ComparedMetric;
  readonly against?: string;
  readonly json?: boolean;
}

/** With more sides than this, every pair of them would be a table that nobody reads and that Holm's method cannot help. */
const mostForAllPairs = 5;

/** `compare`: which differences between models and strategies, of one run or several, are real. */
export async function compare(references: readonly string[], flags: CompareFlags): Promise<void> {
  const folders = await Promise.all(
    (references.length === 0 ? ['latest'] : references).map((one) => findRun(flags.runs, one)),
  );
  const manifests = await Promise.all(folders.map(readManifest));
  const [manifest] = manifests;
  if (manifest === undefined) return;
  assertComparable(manifests);
  const suite = await openSuite(manifest.suite.folder).catch(() => openSuite(manifest.suite.name));
  const headline = new Map(
    suite.tasks
      .filter(({ definition }) => definition.fit === 'strong')
      .map(({ definition }) => [definition.id, definition.family]),
  );
  const sides = (await Promise.all(folders.map((folder, index) => readSides(folder, manifests, index)))).flat();
  const counted = sides.map((side) => ({
    ...side,
    prompts: side.prompts.filter(({ task }) => headline.has(task)),
  }));
  if (counted.length < 2) {
    throw new UserMistake('there is one model with one strategy, and nothing to compare it with', {
      hint: 'name a second run, or one with several strategies',
    });
  }
  const against = flags.against === undefined ? undefined : findSide(counted, flags.against);
  const baseline = against ?? (counted.length > mostForAllPairs ? counted[0] : undefined);
  const family = (task: string): string => headline.get(task) ?? task;
  const comparisons = compareSides(counted, { metric: flags.metric, family, against: baseline });
  assertSomething(comparisons);
  if (flags.json) process.stdout.write(`${JSON.stringify({ metric: flags.metric, comparisons }, null, 2)}\n`);
  else {
    const colour = mayColour(process.stdout);
    const more = comparedMetrics[flags.metric].more;
    process.stdout.write(
      tellComparisons(comparisons, { metric: flags.metric, more, columns: process.stdout.columns ?? 80, colour }),
    );
  }
}

async function readSides(folder: string, manifests: readonly Manifest[], index: number): Promise<Side[]> {
  const { prompts } = await foldEvents(readEvents(folder));
  const models = new Set(manifests.flatMap(({ study }) => study.models));
  const sameModels =
    manifests.length > 1 && models.size < manifests.reduce((sum, { study }) => sum + study.models.length, 0);
  const run = sameModels ? ` [${manifests[index]?.id.slice(0, 15)}]` : '';
  const name = ({ model, mode, strategy }: Prompt): string =>
    models.size === 1 ? `${mode}/${strategy}${run}` : `${model} ${mode}/${strategy}${run}`;
  return sidesOf(inOrder(prompts, manifests[index]), name);
}

/** As the study has its models and strategies, not as answers happened to come in. */
function inOrder(prompts: readonly Prompt[], manifest: Manifest | undefined): Prompt[] {
  if (manifest === undefined) return [...prompts];
  const { models, strategies } = manifest.study;
  const place = ({ model, mode, strategy }: Prompt): number =>
    models.indexOf(model) * strategies.length +
    strategies.findIndex((pair) => pair.mode === mode && pair.strategy === strategy);
  return [...prompts].sort((a, b) => place(a) - place(b));
}

/** Figures of different tests, or of another world, are no two sides of one question. */
function assertComparable(manifests: readonly Manifest[]): void {
  const [first, ...others] = manifests;
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

function findSide(sides: readonly Side[], wanted: string): Side {
  const found = sides.filter(
    ({ name }) => name === wanted || name.endsWith(`/${wanted}`) || name.startsWith(`${wanted} `),
  );
  const [side] = found;
  if (side !== undefined && found.length === 1) return side;
  throw new UserMistake(`--against ${wanted} names ${found.length} of the sides`, {
    hint: `they are: ${sides.map(({ name }) => name).join(', ')}`,
  });
}

function assertSomething(comparisons: readonly Comparison[]): void {
  if (comparisons.some(({ tasks }) => tasks > 0)) return;
  throw new UserMistake('no two sides of the same mode have a verdict on the same task', {
    hint: 'only generate is compared with generate, and repair with repair',
  });
}
