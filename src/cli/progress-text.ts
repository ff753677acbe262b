import pc from 'picocolors';
import type { RunProgress } from '../core/progress.ts';
import type { Verdict } from '../core/verdict.ts';
import { displayWidth } from '../report/terminal/display-width.ts';

/** What every long job can tell, and what a run tells beside it. */
export type ShownProgress = Pick<RunProgress, 'done' | 'total' | 'rate' | 'secondsLeft'> & Partial<RunProgress>;

export interface ProgressPage {
  readonly columns: number;
  readonly colour: boolean;
  /** A bar is for a line that is drawn again and again. */
  readonly bar: boolean;
}

type Paint = ReturnType<typeof pc.createColors>;
type Painter = (paint: Paint) => (text: string) => string;

const verdictStyle: Readonly<Record<Verdict, { sign: string; paint: Painter }>> = {
  secure: { sign: '✓', paint: ({ green }) => green },
  pass: { sign: '✓', paint: ({ green }) => green },
  vulnerable: { sign: '✗', paint: ({ red }) => red },
  fail: { sign: '✗', paint: ({ red }) => red },
  broken: { sign: '~', paint: ({ yellow }) => yellow },
  invalid: { sign: '∅', paint: ({ dim }) => dim },
  inconclusive: { sign: '?', paint: ({ magenta }) => magenta },
};
const order = Object.keys(verdictStyle) as Verdict[];

/** A part of the line: what is written, how it is painted, and how long it is kept when room is short (0 longest). */
interface Part {
  readonly text: string;
  readonly paint?: (text: string) => string;
  readonly rank: number;
}

const widestBar = 24;
const narrowestBar = 6;

/** One line that fits: bar, count, verdicts so far, rate, time left, cost. What is least telling goes first. */
export function progressText(progress: ShownProgress, { columns, colour, bar }: ProgressPage): string {
  const paint = pc.createColors(colour);
  for (const form of ['words', 'signs'] as const) {
    const parts = partsOf(progress, form, paint);
    const lowest = Math.max(...parts.map(({ rank }) => rank));
    // Words are only worth it where everything has room.
    for (let rank = lowest; rank >= (form === 'words' ? lowest : 0); rank--) {
      const kept = parts.filter((part) => part.rank <= rank);
      const width = kept.reduce((sum, { text }) => sum + displayWidth(text) + 2, -2);
      const room = columns - width - 2;
      if (width > columns) continue;
      if (bar && room < narrowestBar && rank > 0) continue;
      const line = kept.map(({ text, paint: own = (same) => same }) => own(text)).join('  ');
      return bar && room >= narrowestBar ? `${drawBar(progress, Math.min(widestBar, room), paint)}  ${line}` : line;
    }
  }
  return `${progress.done}/${progress.total}`.slice(0, columns);
}

function partsOf(progress: ShownProgress, form: 'words' | 'signs', paint: Paint): Part[] {
  const { done, total, rate, secondsLeft, costUsd = 0, unknownCosts = 0, failed = 0, verdicts, classified } = progress;
  const words = form === 'words';
  const parts: Part[] = [{ text: `${done}/${total}`, rank: 0 }];
  const verdictParts = order.flatMap((verdict): Part[] => {
    const count = verdicts?.[verdict] ?? 0;
    const { sign, paint: own } = verdictStyle[verdict];
    return count === 0 ? [] : [{ text: words ? `${count} ${verdict}` : `${sign}${count}`, paint: own(paint), rank: 2 }];
  });
  parts.push(...verdictParts);
  const answered = (classified?.correct ?? 0) + (classified?.wrong ?? 0);
  if (answered > 0) parts.push({ text: `${classified?.correct ?? 0}/${answered} right`, rank: 4 });
  if (rate !== undefined)
    parts.push({
      text: rate < 0.95 ? `${(rate * 60).toFixed(0)}/min` : `${rate.toFixed(1)}/s`,
      paint: paint.dim,
      rank: 5,
    });
  if (secondsLeft !== undefined && done < total) parts.push({ text: `${duration(secondsLeft)} left`, rank: 1 });
  if (costUsd > 0 || unknownCosts > 0)
    parts.push({ text: `$${costUsd.toFixed(2)}${unknownCosts > 0 ? '+?' : ''}`, rank: 3 });
  if (failed > 0)
    parts.push({ text: words ? `${failed} failed requests` : `${failed} failed`, paint: paint.yellow, rank: 3 });
  return parts;
}

function drawBar({ done, total }: ShownProgress, width: number, paint: Paint): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.floor(share * width);
  return paint.green('━'.repeat(filled)) + paint.dim('─'.repeat(width - filled));
}

/** `45 s`, `12 min`, `3.4 h`. */
export function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
