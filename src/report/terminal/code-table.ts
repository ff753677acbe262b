import type pc from 'picocolors';
import type { Verdict } from '../../core/verdict.ts';
import type { Estimand } from '../../metrics/metric.ts';
import { plainLine } from '../plain-text.ts';
import type { CodeRow } from '../report-document.ts';
import { estimandNames, noValue, showInterval, showShare } from '../show-metric.ts';
import { type Cell, layOutTable } from './text-table.ts';

const headings: Readonly<Record<Verdict, readonly [string, string]>> = {
  secure: ['', 'secure'],
  pass: ['', 'pass'],
  vulnerable: ['vulner-', 'able'],
  fail: ['', 'fail'],
  broken: ['', 'broken'],
  invalid: ['', 'invalid'],
  inconclusive: ['incon-', 'clusive'],
};
/** Where a page has less than `narrowPage` columns. */
const shortHeadings: Readonly<Record<Verdict, readonly [string, string]>> = {
  secure: ['', 'sec.'],
  pass: ['', 'pass'],
  vulnerable: ['', 'vul.'],
  fail: ['', 'fail'],
  broken: ['', 'bro.'],
  invalid: ['', 'inv.'],
  inconclusive: ['', 'inc.'],
};
const narrowPage = 76;
/** Best first; `verdicts` itself is in order of precedence. */
const shownVerdicts: readonly Verdict[] = ['secure', 'vulnerable', 'broken', 'invalid', 'inconclusive'];

export type Paint = ReturnType<typeof pc.createColors>;

export interface Page {
  readonly columns: number;
  readonly paint: Paint;
  /** What the intervals that are shown are about. */
  readonly estimand: Estimand;
}

/** Verdicts and rates, a line for each mode, model and strategy. */
export function codeTable(rows: readonly CodeRow[], labels: ReadonlyMap<CodeRow, string>, page: Page): string[] {
  const { paint } = page;
  if (rows.length === 0) return [];
  const rates = ['pass@1', 'secure-pass@1', 'exploited@1'] as const;
  const lines = rows.flatMap((row, index): (readonly Cell[] | Cell)[] => {
    const group = groupName(row);
    const cells = [
      { text: `${labels.get(row) ?? ''} ${plainLine(row.strategy)}` },
      ...shownVerdicts.map((verdict) => countCell(row, verdict, page)),
      ...rates.map((name) => rateCell(row, name, page)),
    ];
    const heading = groupName(rows[index - 1]) === group ? [] : [{ text: group, paint: paint.bold }];
    return [...heading, cells, ...intervalLine(row, page), ...repairLine(row, page)];
  });
  const narrow = page.columns < narrowPage;
  const named = narrow ? shortHeadings : headings;
  const rateHeadings: readonly [string, string][] = narrow
    ? [
        ['', 'pass'],
        ['sec.-', 'pass'],
        ['expl-', 'oited'],
      ]
    : [
        ['', 'pass@1'],
        ['secure-', 'pass@1'],
        ['exploi-', 'ted@1'],
      ];
  return layOutTable({
    headings: [['', ''], ...shownVerdicts.map((verdict) => named[verdict]), ...rateHeadings],
    lines,
    columns: page.columns,
    paintHeading: paint.dim,
  });
}

export function verdictPaint(verdict: Verdict, paint: Paint): (text: string) => string {
  const paints = {
    secure: paint.green,
    pass: paint.green,
    vulnerable: paint.red,
    fail: paint.red,
    broken: paint.yellow,
    invalid: paint.dim,
    inconclusive: paint.magenta,
  } satisfies Record<Verdict, (text: string) => string>;
  return paints[verdict];
}

function groupName(row: CodeRow | undefined): string {
  return row === undefined ? '' : `${row.mode} · ${plainLine(row.model)}`;
}

function countCell({ counts }: CodeRow, verdict: Verdict, { paint }: Page): Cell {
  const count = counts.verdicts[verdict];
  return { text: String(count), paint: count === 0 ? paint.dim : verdictPaint(verdict, paint) };
}

function rateCell({ metrics }: CodeRow, name: string, { paint }: Page): Cell {
  const text = showShare(metrics[name]);
  if (text === noValue) return { text, paint: paint.dim };
  return name === 'secure-pass@1' ? { text, paint: paint.bold } : { text };
}

function intervalLine({ metrics }: CodeRow, { paint, estimand }: Page): Cell[] {
  const metric = metrics['secure-pass@1'];
  const interval = metric === undefined ? '' : showInterval(metric, estimand);
  if (interval === '') return [];
  return [{ text: `    secure-pass@1, 95% for ${estimandNames[estimand]}: ${interval}`, paint: paint.dim }];
}

/** What only `repair` has: `kept-secure` where secure code was handed over as well. */
function repairLine({ mode, metrics }: CodeRow, { paint }: Page): Cell[] {
  if (mode !== 'repair') return [];
  const told = ['repair-rate', 'fixed-but-broken', 'kept-secure'].flatMap((name) => {
    const metric = metrics[name];
    return metric === undefined ? [] : [`${name} ${showShare(metric)}`];
  });
  return told.length === 0 ? [] : [{ text: `    ${told.join(', ')}`, paint: paint.dim }];
}
