import { passAtK } from '../metrics/pass-at-k.ts';
import {
  experiments,
  groupBy,
  mean,
  problemsOf,
  type StudySample,
  type StudyTable,
  samplesOf,
  withoutVerdict,
} from './study-table.ts';

const ks = [1, 3, 5, 7, 10];
const titles = [
  ['2a', 'Direct code generation'],
  ['2b', 'Code generation with the vulnerability-aware problem'],
  ['4a', 'Direct code repair'],
  ['4b', 'Code repair with the explanation of the insecure code'],
] as const;

/**
 * Tables 2 and 4 of CodeSecEval (arXiv 2407.02395): Pass@k for k = 1, 3, 5, 7, 10 in per cent, of samples that pass all
 * tests, function and security together. A cell is empty where a problem has fewer than k samples with a verdict.
 * `whole`: what the first group of columns is called.
 */
export function codeSecEvalLayout(samples: readonly StudySample[], whole: string): StudyTable[] {
  return experiments.flatMap((experiment, place) => {
    const own = samplesOf(samples, experiment);
    const [number = '', title = ''] = titles[place] ?? [];
    if (own.length === 0) return [];
    const subsets = [...new Set(own.flatMap(({ subset }) => subset ?? []))].sort();
    const groups = [
      // Where all are of one subset, it is no whole.
      ...(subsets.length === 1 ? [] : [{ name: whole, has: () => true }]),
      ...subsets.map((name) => ({ name, has: ({ subset }: StudySample) => subset === name })),
    ];
    return {
      number,
      title,
      columns: groups.flatMap(({ name: group }) => ks.map((k) => ({ group, name: `Pass@${k}`, digits: 2 }))),
      rows: [...groupBy(own, ({ model }) => model)].map(([name, all]) => ({
        name,
        cells: groups.flatMap(({ has }) => ks.map((k) => passShare(all.filter(has), k))),
      })),
      notes: withoutVerdict(own),
    };
  });
}

function passShare(samples: readonly StudySample[], k: number): number | null {
  const problems = problemsOf(samples).map((problem) => problem.flatMap(({ passed }) => passed ?? []));
  if (problems.some(({ length }) => length < k)) return null;
  const share = mean(problems.map((results) => passAtK(results.length, results.filter(Boolean).length, k)));
  return share === null ? null : 100 * share;
}
