import { secuCoGenClassification, typeName } from './secucogen-classification.ts';
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

const codeBleuKs = [1, 2, 3, 4, 5];
const secKs = [1, 2];
/** Of the table by type. */
const typeK = 2;
const titles = [
  ['2', 'Code generation with the problem'],
  ['3', 'Code generation with the CWE-aware problem'],
  ['4', 'Code repair without explanation'],
  ['5', 'Code repair with the explanation of the insecure code'],
] as const;

/**
 * Tables 2 to 7 of SecuCoGen (arXiv 2310.16263): CodeBLEU@k in per cent and SEC@k as a share, each the best of the first k
 * samples, averaged over problems. SEC@k is by tests here, where theirs was by people.
 */
export function secuCoGenLayout(samples: readonly StudySample[]): StudyTable[] {
  return [...experimentTables(samples), ...typeTables(samples), ...secuCoGenClassification(samples)];
}

function experimentTables(samples: readonly StudySample[]): StudyTable[] {
  return experiments.flatMap((experiment, place) => {
    const own = samplesOf(samples, experiment);
    const [number = '', title = ''] = titles[place] ?? [];
    if (own.length === 0) return [];
    return {
      number,
      title,
      columns: [
        ...codeBleuKs.map((k) => ({ group: '', name: `CodeBLEU@${k}`, digits: 2 })),
        ...secKs.map((k) => ({ group: '', name: `SEC@${k}`, digits: 4 })),
      ],
      rows: [...groupBy(own, ({ model }) => model)].map(([name, all]) => ({
        name,
        cells: [...codeBleuKs.map((k) => codeBleuAtK(all, k)), ...secKs.map((k) => secAtK(all, k))],
      })),
      notes: withoutVerdict(own),
    };
  });
}

function typeTables(samples: readonly StudySample[]): StudyTable[] {
  const code = samples.filter(({ mode }) => mode !== 'classify');
  return [...groupBy(code, ({ model }) => model)].flatMap(([model, all]) => {
    const asked = experiments.filter((experiment) => samplesOf(all, experiment).length > 0);
    if (asked.length === 0) return [];
    const rowOf = (name: string, own: readonly StudySample[]) => ({
      name,
      cells: asked.flatMap((experiment) => {
        const these = samplesOf(own, experiment);
        return [codeBleuAtK(these, typeK), secAtK(these, typeK)];
      }),
    });
    const types = [...groupBy(all, ({ cwe }) => typeName(cwe))].sort(([one], [other]) => byNumber(one, other));
    return {
      number: '6',
      title: `${model} by type`,
      columns: asked.flatMap(({ mode, strategy }) => [
        { group: `${mode}/${strategy}`, name: `CodeBLEU@${typeK}`, digits: 2 },
        { group: `${mode}/${strategy}`, name: `SEC@${typeK}`, digits: 4 },
      ]),
      rows: [...types.map(([name, own]) => rowOf(name, own)), rowOf('Avg', all)],
      notes: [],
    };
  });
}

function byNumber(one: string, other: string): number {
  const numberOf = (name: string) => Number(/\d+/.exec(name)?.[0] ?? Number.POSITIVE_INFINITY);
  return numberOf(one) - numberOf(other) || one.localeCompare(other);
}

/** Per cent; null where a problem has fewer than k samples. Without code there is no likeness. */
export function codeBleuAtK(samples: readonly StudySample[], k: number): number | null {
  const problems = problemsOf(samples);
  if (problems.some(({ length }) => length < k)) return null;
  const share = mean(problems.map((all) => Math.max(...all.slice(0, k).map(({ codeBleu = 0 }) => codeBleu))));
  return share === null ? null : 100 * share;
}

/** From 0 to 1; null where a problem has fewer than k samples with a verdict. */
export function secAtK(samples: readonly StudySample[], k: number): number | null {
  const problems = problemsOf(samples).map((all) => all.flatMap(({ passed }) => passed ?? []));
  if (problems.some(({ length }) => length < k)) return null;
  return mean(problems.map((results) => (results.slice(0, k).some(Boolean) ? 1 : 0)));
}
