import { outcomes } from '../../../src/report/page/outcome.ts';
import type { Run } from '../data/run.ts';

/** A weakness under the strategy and under what it is compared with: secure attempts among all, of the same tasks. */
export interface GainRow {
  readonly cwe: string;
  readonly before: Share;
  readonly after: Share;
}

export interface Share {
  readonly secure: number;
  readonly all: number;
}

export interface GainChoice {
  /** `generate/direct`. */
  readonly baseline: string;
  readonly strategy: string;
  /** Undefined: all models together. */
  readonly model?: string | undefined;
}

const secureAt = outcomes.indexOf('secure');
const judged = new Set((['secure', 'vulnerable', 'broken', 'invalid'] as const).map((name) => outcomes.indexOf(name)));

/** Paired by task: a task that only one of the two answered tells nothing of a gain. The largest gain first. */
export function gainRows(run: Run, { baseline, strategy, model }: GainChoice): GainRow[] {
  const { rows, row, task, outcome } = run.columns;
  const tasks = run.document.perTask;
  const side = rows.map((of) => {
    if (model !== undefined && of.model !== model) return -1;
    return [baseline, strategy].indexOf(`${of.mode}/${of.strategy}`);
  });
  const counts = [0, 1].map(() => tasks.map(() => ({ secure: 0, all: 0 })));
  for (let place = 0; place < run.count; place++) {
    const count = counts[side[row[place] ?? -1] ?? -1]?.[task[place] ?? -1];
    if (count === undefined || !judged.has(outcome[place] ?? -1)) continue;
    count.all += 1;
    if (outcome[place] === secureAt) count.secure += 1;
  }
  const sum = (of: number, places: readonly number[]): Share => {
    const found = places.map((place) => counts[of]?.[place] ?? { secure: 0, all: 0 });
    return {
      secure: found.reduce((total, { secure }) => total + secure, 0),
      all: found.reduce((total, { all }) => total + all, 0),
    };
  };
  return run.document.perCwe
    .flatMap(({ cwe }): GainRow[] => {
      const paired = tasks.flatMap((facts, place) => {
        const both = [0, 1].every((of) => (counts[of]?.[place]?.all ?? 0) > 0);
        return facts.cwe === cwe && both ? [place] : [];
      });
      return paired.length === 0 ? [] : [{ cwe, before: sum(0, paired), after: sum(1, paired) }];
    })
    .sort((a, b) => gainOf(b) - gainOf(a) || shareOf(b.after) - shareOf(a.after));
}

export function shareOf({ secure, all }: Share): number {
  return all === 0 ? 0 : secure / all;
}

export function gainOf({ before, after }: GainRow): number {
  return shareOf(after) - shareOf(before);
}
