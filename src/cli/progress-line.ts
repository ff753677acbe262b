import { mayColour } from './colour.ts';
import { progressText, type ShownProgress } from './progress-text.ts';

/** Where it is not drawn again in place: lines this far apart at least, and closer than the longest only after a step. */
const plainEveryMs = { least: 10_000, most: 60_000 };
const plainStep = 0.05;
const drawEveryMs = 100;

/** One line on standard error: drawn again in place on a terminal; elsewhere a line now and then. */
export class ProgressLine {
  private last: { atMs: number; share: number } = { atMs: Date.now(), share: 0 };
  private lastDrawn = 0;
  private drawn = false;
  private readonly stream = process.stderr;

  update(progress: ShownProgress): void {
    const now = Date.now();
    const colour = mayColour(this.stream);
    if (this.stream.isTTY && process.env['TERM'] !== 'dumb') {
      if (now - this.lastDrawn < drawEveryMs && progress.done < progress.total) return;
      this.lastDrawn = now;
      this.drawn = true;
      // The last column stays free: some terminals go on in the next line once it is written.
      const text = progressText(progress, { columns: (this.stream.columns ?? 80) - 1, colour, bar: true });
      this.stream.write(`\r\u001b[2K${text}`);
      return;
    }
    const share = progress.total === 0 ? 1 : progress.done / progress.total;
    const waited = now - this.last.atMs;
    if (waited < plainEveryMs.least || (waited < plainEveryMs.most && share - this.last.share < plainStep)) return;
    this.last = { atMs: now, share };
    this.stream.write(`${progressText(progress, { columns: 200, colour, bar: false })}\n`);
  }

  /** Leaves the terminal's line free for what comes. */
  end(): void {
    if (this.drawn) this.stream.write('\r\u001b[2K');
    this.drawn = false;
  }
}
