// `seceval view`: runs of a folder shown in a browser. It reads, and never writes; it answers this machine alone.

import type { Manifest } from '../core/run.ts';
import type { BlobReader } from '../core/run-log.ts';
import type { References } from '../report/page/page-data.ts';
import type { AttemptReport, ReportDocument } from '../report/report-document.ts';

/** Where the runs come from; handed in, so that this folder knows of no store. */
export interface RunSource {
  /** Names of the runs, oldest first. */
  list(): Promise<readonly string[]>;
  manifest(name: string): Promise<Manifest>;
  /** Changes whenever the run has something new. */
  version(name: string): Promise<string>;
  /** A process is writing it now. */
  isLive(name: string): Promise<boolean>;
  /** `tell`: the share of the log that has been read, 0 to 1. */
  read(name: string, tell: (share: number) => void): Promise<ListedRun>;
  blobs(name: string): BlobReader;
  /** The references of a task of the run's suite. */
  references(name: string, task: string): Promise<References>;
}

/** A run whose attempts lack long texts, and what reads those of one. */
export interface ListedRun {
  readonly document: ReportDocument;
  readonly whole: (attempt: AttemptReport) => Promise<AttemptReport>;
}

/** A run as it was read, with its attempts by address, and what the app is sent of it. */
export interface ReadRun extends ListedRun {
  readonly version: string;
  readonly attempts: ReadonlyMap<string, AttemptReport>;
  /** JSON of its `PageData`: megabytes of a large run, written once and sent to everyone who looks. */
  readonly page: string;
}
