import { UserMistake } from '../../core/errors.ts';
import { nearestMatch } from '../../core/nearest-match.ts';
import {
  type ComparedMetric,
  type Comparison,
  comparedMetrics,
  compareSides,
  type Side,
  widestMetric,
} from '../../report/compare-rows.ts';
import { pairSides } from '../../report/pair-sides.ts';
import { tellComparisons } from '../../report/terminal/compare-table.ts';
import { findRun } from '../../store/find-run.ts';
import { mayColour } from '../colour.ts';
import { readSides, sidesNamed } from '../read-sides.ts';

export interface CompareFlags {
  readonly runs: string;
  readonly metric?: ComparedMetric;
  readonly against?: string;
  readonly allPairs?: boolean;
  readonly json?: boolean;
}

/** `compare`: which differences between models and strategies, of one run or several, are real. */
export async function compare(references: readonly string[], flags: CompareFlags): Promise<void> {
  if (flags.against !== undefined && flags.allPairs) {
    throw new UserMistake('--against and --all-pairs exclude each other', { hint: 'leave one of them out' });
  }
  const folders = await Promise.all(
    (references.length === 0 ? ['latest'] : references).map((one) => findRun(flags.runs, one)),
  );
  const { runs, family } = await readSides(folders);
  const sides = runs.flat();
  if (sides.length < 2) {
    throw new UserMistake(
      sides.length === 0
        ? 'no code for a task of the headline was judged, so there is nothing to compare'
        : 'there is one model with one strategy, and nothing to compare it with',
      { hint: 'name a second run, or one with several strategies' },
    );
  }
  const metric = flags.metric ?? widestMetric(sides.flatMap(({ prompts }) => prompts));
  const against = flags.against === undefined ? undefined : findSide(sides, flags.against);
  const paired = pairSides(sides, { against, allPairs: flags.allPairs === true });
  const comparisons = compareSides(paired.pairs, { metric, family });
  assertSomething(comparisons, metric, sides);
  const { chosen, leftOut } = paired;
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ metric, comparisons, chosen, leftOut }, null, 2)}\n`);
    return;
  }
  const colour = mayColour(process.stdout);
  const { more } = comparedMetrics[metric];
  const page = { metric, more, columns: process.stdout.columns ?? 80, colour, chosen, leftOut };
  process.stdout.write(tellComparisons(comparisons, page));
}

function findSide(sides: readonly Side[], wanted: string): Side {
  const found = sidesNamed(sides, wanted);
  const [side] = found;
  if (side !== undefined && found.length === 1) return side;
  const names = (found.length === 0 ? sides : found).map(({ name }) => name);
  const near = found.length === 0 ? nearestMatch(wanted, names) : undefined;
  throw new UserMistake(`--against ${wanted} names ${found.length === 0 ? 'none' : found.length} of the sides`, {
    hint: near === undefined ? `they are: ${names.join(', ')}` : `did you mean ${near}?`,
  });
}

function assertSomething(comparisons: readonly Comparison[], metric: ComparedMetric, sides: readonly Side[]): void {
  if (comparisons.some(({ tasks }) => tasks > 0)) return;
  const facts = sides.flatMap(({ prompts }) => prompts.flatMap((prompt) => prompt.facts));
  if (facts.length > 0 && facts.every((one) => one === undefined || one.scope === 'static')) {
    throw new UserMistake('these verdicts are static-only: analysers read the code and nothing was run', {
      hint: 'a comparison needs tasks with tests; seceval report shows the counts',
    });
  }
  const told = widestMetric(sides.flatMap(({ prompts }) => prompts));
  if (told !== metric) {
    throw new UserMistake(`these verdicts tell nothing of ${metric}`, { hint: `take --metric ${told}` });
  }
  throw new UserMistake('no two sides of the same mode have a verdict on the same task', {
    hint: 'only generate is compared with generate, and repair with repair',
  });
}
