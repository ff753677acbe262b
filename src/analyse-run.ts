// Lets static analysers read a run's candidates, and stores what they say beside the run. Nothing is run or judged.
import type { Analyser, AnalysisRecord } from './core/analyser.ts';
import type { BlobReader } from './core/run-log.ts';
import { type AnalysesWriter, openAnalyses, readAnalyses } from './store/analyses-file.ts';
import { readBlobsOf } from './store/blob-folder.ts';
import { readEvents } from './store/read-events.ts';

export interface AnalyseOptions {
  readonly folder: string;
  readonly analysers: readonly Analyser[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

export interface Analysed {
  readonly tool: string;
  readonly version: string;
  /** Analyses made now. */
  readonly made: number;
  /** Analyses that were there already. */
  readonly known: number;
  /** Of all, those that the tool could not make. */
  readonly failed: number;
}

// Tools that start slowly want many at once; what a batch came to is stored at its end.
const batchSize = 100;

/** Analyses what has not been analysed by this version of each tool. Stops between batches when the signal says so. */
export async function analyseRun(options: AnalyseOptions): Promise<readonly Analysed[]> {
  const { folder, analysers, signal, onProgress } = options;
  const hashes = [...(await candidateHashes(folder))];
  const known = await knownAnalyses(folder);
  const blobs = readBlobsOf(folder);
  const plans = analysers.map((analyser) => {
    const open = hashes.filter((hash) => !known.has(keyOf(analyser.name, analyser.version, hash)));
    return { analyser, open };
  });
  const total = plans.reduce((sum, { open }) => sum + open.length, 0);
  let done = 0;
  const writer = await openAnalyses(folder);
  try {
    for (const { analyser, open } of plans) {
      for (let start = 0; start < open.length && signal?.aborted !== true; start += batchSize) {
        const batch = open.slice(start, start + batchSize);
        const records = await unlessAborted(analyseBatch(batch, analyser, { blobs, signal }), signal);
        for (const record of records) known.set(keyOf(record.tool, record.version, record.code), record);
        await Promise.all(records.map((record) => writer.append(record)));
        done += batch.length;
        onProgress?.({ done, total });
      }
    }
  } finally {
    await writer.close();
  }
  return plans.map(({ analyser: { name, version }, open }) => {
    const all = hashes.flatMap((hash) => known.get(keyOf(name, version, hash)) ?? []);
    const opened = new Set(open);
    const made = all.filter(({ code }) => opened.has(code)).length;
    const failed = all.filter(({ analysis }) => analysis.state === 'failed').length;
    return { tool: name, version, made, known: all.length - made, failed };
  });
}

/** Hashes of the code of every judged candidate, each once. */
export async function candidateHashes(folder: string): Promise<ReadonlySet<string>> {
  const hashes = new Set<string>();
  for await (const event of readEvents(folder)) {
    if (event.type === 'judged' && event.code !== undefined) hashes.add(event.code);
  }
  return hashes;
}

/** Stores what a tool that ran elsewhere said. */
export async function storeAnalyses(folder: string, records: readonly AnalysisRecord[]): Promise<void> {
  const writer: AnalysesWriter = await openAnalyses(folder);
  try {
    await Promise.all(records.map((record) => writer.append(record)));
  } finally {
    await writer.close();
  }
}

async function analyseBatch(
  hashes: readonly string[],
  analyser: Analyser,
  { blobs, signal }: { readonly blobs: BlobReader; readonly signal: AbortSignal | undefined },
): Promise<AnalysisRecord[]> {
  const texts = await Promise.all(hashes.map(async (code) => ({ code, text: await blobs.readBlob(code) })));
  // What a power cut has taken cannot be analysed; the attempt is asked again when the run is resumed.
  const there = texts.flatMap(({ code, text }) => (text === undefined ? [] : [{ code, text }]));
  const analyses = await analyser.analyse(
    there.map(({ text }) => text),
    signal,
  );
  return there.flatMap(({ code }, index) => {
    const analysis = analyses[index];
    return analysis === undefined ? [] : [{ tool: analyser.name, version: analyser.version, code, analysis }];
  });
}

/** Nothing, where a stop cut the work short: an analyser then gives up what is under way. */
async function unlessAborted(
  work: Promise<AnalysisRecord[]>,
  signal: AbortSignal | undefined,
): Promise<AnalysisRecord[]> {
  try {
    return await work;
  } catch (error) {
    if (signal?.aborted === true) return [];
    throw error;
  }
}

async function knownAnalyses(folder: string): Promise<Map<string, AnalysisRecord>> {
  const known = new Map<string, AnalysisRecord>();
  for await (const record of readAnalyses(folder)) known.set(keyOf(record.tool, record.version, record.code), record);
  return known;
}

function keyOf(tool: string, version: string, code: string): string {
  return JSON.stringify([tool, version, code]);
}
