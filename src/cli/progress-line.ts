import pc from 'picocolors';
import type { RunProgress } from '../core/progress.ts';

const plainEverySeconds = 10;

/** What every long job can tell, and what a run tells beside it. */
type ShownProgress = Pick<RunProgress, 'done' | 'total' | 'rate' | 'secondsLeft'> & Partial<RunProgress>;

/** One line on standard error that is rewritten on a terminal, and a line every ten seconds elsewhere. */
export class ProgressLine {
  private lastPlain = Date.now();
  private lastDrawn = 0;
  private drawn = false;
  private readonly stream = process.stderr;

  update(progress: ShownProgress): void {
    const now = Date.now();
    if (this.stream.isTTY) {
      if (now - this.lastDrawn < 100 && progress.done < progress.total) return;
      this.lastDrawn = now;
      this.drawn = true;
      this.stream.write(`\r\u001b[2K${tell(progress, this.stream.columns ?? 80)}`);
    } else if (now - this.lastPlain >= plainEverySeconds * 1000) {
      this.lastPlain = now;
      this.stream.write(`${tell(progress, 200)}\n`);
    }
  }

  /** Leaves the terminal's line free for what comes. */
  end(): void {
    if (this.drawn) this.stream.write('\r\u001b[2K');
    this.drawn = false;
  }
}

function tell(progress: ShownProgress, width: number): string {
  const { done, total, rate, secondsLeft, costUsd = 0, unknownCosts = 0, failed = 0 } = progress;
  const parts = [`${done}/${total}`];
  const seen = Object.entries(progress.verdicts ?? {}).filter(([, count]) => count > 0);
  if (seen.length > 0) parts.push(seen.map(([verdict, count]) => `${count} ${verdict}`).join(' '));
  if (rate !== undefined) parts.push(`${rate.toFixed(1)}/s`);
  if (secondsLeft !== undefined && done < total) parts.push(`${duration(secondsLeft)} left`);
  if (costUsd > 0 || unknownCosts > 0) parts.push(`$${costUsd.toFixed(2)}${unknownCosts > 0 ? '+?' : ''}`);
  if (failed > 0) parts.push(pc.yellow(`${failed} failed requests`));
  return parts.join(' · ').slice(0, Math.max(20, width - 1));
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  if (seconds < 5400) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
