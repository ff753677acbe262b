import type { Confusion } from './answer-table.ts';
import type { TableFigure } from './table-figures.ts';

/**
 * Figures over any number of classes. Macro means are over the classes that were shown: one that only wrong answers name
 * has no recall to average. A class that was shown and never answered has precision 0. Micro figures count answers: one
 * outside the list is a wrong answer, one that cannot be read is none, so that it lowers recall alone.
 */
export const multiclassFigures = {
  'macro-precision': macro(({ right, answered }) => (answered === 0 ? 0 : right / answered)),
  'macro-recall': macro(({ right, shown }) => right / shown),
  'macro-f1': macro(({ right, answered, shown }) => (2 * right) / (answered + shown)),
  'micro-precision': micro((table) => [right(table), readable(table)], 'no answer could be read'),
  'micro-recall': micro((table) => [right(table), total(table)], 'no code was shown'),
  'micro-f1': {
    of: (table) => (2 * right(table)) / (readable(table) + total(table)),
    whenUndefined: 'no code was shown',
  },
  mcc: { of: correlation, least: -1, whenUndefined: 'all answers, or all code that was shown, are of one class' },
} satisfies Record<string, TableFigure>;

interface ClassCounts {
  readonly shown: number;
  readonly answered: number;
  readonly right: number;
}

function macro(figure: (counts: ClassCounts) => number): TableFigure {
  return {
    of: (table) => {
      const shown = [...countClasses(table).values()].filter((counts) => counts.shown > 0);
      return shown.reduce((sum, counts) => sum + figure(counts), 0) / shown.length;
    },
    whenUndefined: 'no code was shown',
  };
}

function micro(counts: (table: readonly Confusion[]) => readonly [number, number], whenUndefined: string): TableFigure {
  return {
    of: (table) => {
      const [numerator, denominator] = counts(table);
      return numerator / denominator;
    },
    counts,
    whenUndefined,
  };
}

/** By class; answers that could not be read are a class of their own, which is never shown. */
function countClasses(table: readonly Confusion[]): Map<string | undefined, ClassCounts> {
  const classes = new Map<string | undefined, { shown: number; answered: number; right: number }>();
  const of = (name: string | undefined) => {
    const known = classes.get(name) ?? { shown: 0, answered: 0, right: 0 };
    classes.set(name, known);
    return known;
  };
  for (const { truth, answer, count } of table) {
    of(truth).shown += count;
    of(answer).answered += count;
    if (answer === truth) of(truth).right += count;
  }
  return classes;
}

function total(table: readonly Confusion[]): number {
  return table.reduce((sum, { count }) => sum + count, 0);
}

function readable(table: readonly Confusion[]): number {
  return total(table.filter(({ answer }) => answer !== undefined));
}

function right(table: readonly Confusion[]): number {
  return total(table.filter(({ truth, answer }) => truth === answer));
}

/** Gorodkin's R_K (Computational Biology and Chemistry 28, 2004): Matthews' correlation for any number of classes. */
function correlation(table: readonly Confusion[]): number {
  const all = total(table);
  const classes = [...countClasses(table).values()];
  const sum = (of: (counts: ClassCounts) => number): number => classes.reduce((before, one) => before + of(one), 0);
  const covariance = right(table) * all - sum(({ shown, answered }) => shown * answered);
  const ofTruth = all ** 2 - sum(({ shown }) => shown ** 2);
  const ofAnswers = all ** 2 - sum(({ answered }) => answered ** 2);
  return covariance / (Math.sqrt(ofTruth) * Math.sqrt(ofAnswers));
}
