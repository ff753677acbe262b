import type { CweId } from '../core/cwe.ts';
import { groupBy, mean, type StudySample, type StudyTable } from './study-table.ts';

/** Four weaknesses of authentication and access are one type in the study, which type prediction leaves out. */
const merged = 'Aur';
const mergedCwes = new Set(['CWE-287', 'CWE-306', 'CWE-862', 'CWE-863']);
/** Those that type prediction chooses among. */
export const secuCoGenTypes: readonly CweId[] = [
  ...[20, 22, 77, 78, 79, 89, 94, 125, 269, 276, 352, 362, 434, 502, 787, 798, 918],
].map((number): CweId => `CWE-${number}`);
const listed: ReadonlySet<string> = new Set(secuCoGenTypes);

/** What the study calls the type of a weakness. */
export function typeName(cwe: string): string {
  return mergedCwes.has(cwe) ? merged : cwe;
}

/**
 * Table 7: accuracy of detection, and precision, recall, F1 and support of type prediction over the study's 17 types. As
 * there, an answer outside the types counts nowhere, which flatters: the notes say how many there were.
 */
export function secuCoGenClassification(samples: readonly StudySample[]): StudyTable[] {
  const asked = samples.filter(({ mode, strategy }) => mode === 'classify' && /^(detect|identify)$/.test(strategy));
  return [...groupBy(asked, ({ model }) => model)].map(([model, all]) => tableOf(model, all));
}

function tableOf(model: string, all: readonly StudySample[]): StudyTable {
  const detected = all.filter(({ strategy, passed }) => strategy === 'detect' && passed !== undefined);
  const asked = all.filter(
    ({ strategy, cwe, passed }) => strategy === 'identify' && listed.has(cwe) && passed !== undefined,
  );
  const scored = asked.filter(({ answer }) => answer !== undefined && listed.has(answer));
  const types = [...new Set(all.map(({ cwe }) => typeName(cwe)))].sort(
    (one, other) => Number(one.slice(4)) - Number(other.slice(4)) || one.localeCompare(other),
  );
  const found = types.map((type) => ({ type, ...figuresOf(type, scored) }));
  const predicted = found.filter(({ type, support, answered }) => listed.has(type) && support + answered > 0);
  const over = (weigh: (support: number) => number) => (figure: 'precision' | 'recall' | 'f1') => {
    const total = predicted.reduce((sum, { support }) => sum + weigh(support), 0);
    return total === 0 ? null : predicted.reduce((sum, one) => sum + one[figure] * weigh(one.support), 0) / total;
  };
  const averages = (name: string, average: ReturnType<typeof over>) => ({
    name,
    cells: [null, average('precision'), average('recall'), average('f1'), scored.length],
  });
  return {
    number: '7',
    title: `${model}: detection and type prediction`,
    columns: [
      { group: 'detection', name: 'accuracy', digits: 2 },
      ...['precision', 'recall', 'F1'].map((name) => ({ group: 'type', name, digits: 2 })),
      { group: 'type', name: 'support', digits: 0 },
    ],
    rows: [
      ...found.map(({ type, precision, recall, f1, support }) => ({
        name: type,
        cells: [
          shareRight(detected.filter(({ cwe }) => typeName(cwe) === type)),
          ...(listed.has(type) && asked.length > 0 ? [precision, recall, f1, support] : [null, null, null, null]),
        ],
      })),
      { name: 'accuracy', cells: [shareRight(detected), null, null, shareRight(scored), scored.length] },
      averages(
        'macro avg',
        over(() => 1),
      ),
      averages(
        'weighted avg',
        over((support) => support),
      ),
    ],
    notes:
      asked.length === scored.length
        ? []
        : [
            `${asked.length - scored.length} of ${asked.length} answers name none of the 17 types; as in the study they count nowhere.`,
          ],
  };
}

function figuresOf(type: string, scored: readonly StudySample[]) {
  const support = scored.filter(({ cwe }) => cwe === type).length;
  const answered = scored.filter(({ answer }) => answer === type).length;
  const right = scored.filter(({ cwe, answer }) => cwe === type && answer === type).length;
  const precision = answered === 0 ? 0 : right / answered;
  const recall = support === 0 ? 0 : right / support;
  return {
    precision,
    recall,
    f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    support,
    answered,
  };
}

function shareRight(samples: readonly StudySample[]): number | null {
  return mean(samples.map(({ passed }) => (passed === true ? 1 : 0)));
}
