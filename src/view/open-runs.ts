import { buildPageData } from '../report/page/build-page-data.ts';
import type { ListedRun, ReadRun, RunSource } from './run-source.ts';

/** Reading a run again may take up to this share of the time: a large live run must not keep the machine busy. */
const busyShare = 0.2;
/** But a reader waits no longer than this for what is new, in milliseconds. */
const longestPause = 10_000;
/** Runs kept in memory: those looked at last. */
const mostKept = 4;

interface Kept {
  run: Promise<ReadRun>;
  version: string;
  readAt: number;
  tookMs: number;
  /** Of the log, while it is read. */
  share: number;
}

/** Runs as they were read last, read again when they have changed and it is not too soon. */
export class OpenRuns {
  readonly #source: RunSource;
  readonly #kept = new Map<string, Kept>();
  readonly #now: () => number;

  constructor(source: RunSource, now: () => number = () => performance.now()) {
    this.#source = source;
    this.#now = now;
  }

  async open(name: string): Promise<ReadRun> {
    const kept = this.#kept.get(name);
    const soon = kept !== undefined && this.#now() - kept.readAt < Math.min(longestPause, kept.tookMs / busyShare);
    const version = soon ? kept.version : await this.#source.version(name);
    if (kept?.version === version) return this.#use(name, kept);
    return this.#use(name, this.#read(name, version));
  }

  /** The share of the log of this run that has been read, 0 to 1. */
  shareRead(name: string): number {
    return this.#kept.get(name)?.share ?? 0;
  }

  #read(name: string, version: string): Kept {
    const started = this.#now();
    const tell = (share: number) => {
      kept.share = share;
    };
    const run = this.#source.read(name, tell).then((listed) => toReadRun(listed, version));
    const kept: Kept = { version, readAt: started, tookMs: 0, share: 0, run };
    kept.run.then(
      () => Object.assign(kept, { readAt: this.#now(), tookMs: this.#now() - started }),
      // What failed once may be mended: the next request tries again.
      () => this.#kept.delete(name),
    );
    return kept;
  }

  #use(name: string, kept: Kept): Promise<ReadRun> {
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > mostKept && oldest !== undefined) this.#kept.delete(oldest);
    return kept.run;
  }
}

function toReadRun({ document, whole }: ListedRun, version: string): ReadRun {
  return {
    ...{ version, document, whole },
    attempts: new Map(document.attempts.map((attempt) => [attempt.id, attempt])),
    page: JSON.stringify(buildPageData(document, { kind: 'served' })),
  };
}
