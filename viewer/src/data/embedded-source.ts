import { moreTexts } from '../../../src/report/page/more-texts.ts';
import {
  type AttemptTexts,
  type CutText,
  type PackedTexts,
  type PageData,
  type TaskChunk,
  type TextName,
  textNames,
} from '../../../src/report/page/page-data.ts';
import type { Run } from './run.ts';
import type { Source } from './source.ts';

/** The run that the page holds; undefined in the page that `seceval view` serves. */
export function embeddedSource(document: Document): Source | undefined {
  const block = document.getElementById('data');
  if (block === null) return undefined;
  const data = JSON.parse(block.textContent ?? '') as PageData;
  const chunks = new Map<number, TaskChunk>();
  // Parsed when first asked for: most readers open few tasks.
  const chunkOf = (task: number): TaskChunk | undefined => {
    const known = chunks.get(task);
    const text = known === undefined ? document.getElementById(`chunk-${task}`)?.textContent : undefined;
    if (text) chunks.set(task, JSON.parse(text) as TaskChunk);
    return known ?? chunks.get(task);
  };
  return {
    listRuns: undefined,
    loadRun: async () => ({ data, version: '', live: false }),
    async openAttempt(run, place) {
      await whenParsed(document);
      const chunk = chunkOf(run.columns.task[place] ?? -1);
      const packed = chunk?.attempts[place];
      if (chunk === undefined || packed === undefined) return undefined;
      return { texts: unpack(packed, chunk), references: chunk.references };
    },
    async *search(run, query, signal) {
      await whenParsed(document);
      const needle = query.toLowerCase();
      const tasks = run.document.perTask.length;
      for (let task = 0; task < tasks && !signal.aborted; task++) {
        const chunk = chunkOf(task);
        if (chunk !== undefined) yield { found: searchChunk(run, chunk, needle), done: (task + 1) / tasks };
        // Lets the reader go on typing.
        await new Promise((resolve) => setTimeout(resolve));
      }
    },
  };
}

/** The blocks stand behind the script, so that figures are seen before megabytes of texts are read. */
function whenParsed(document: Document): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}

function unpack({ texts, ...facts }: PackedTexts, { shared }: TaskChunk): AttemptTexts {
  const long: Partial<Record<TextName, CutText>> = {};
  for (const name of textNames) {
    const packed = texts[name];
    if (packed === undefined) continue;
    const [place, cut] = packed;
    long[name] = { text: shared[place] ?? '', ...(cut === 0 ? {} : { cut }) };
  }
  return { ...facts, ...long };
}

function searchChunk(run: Run, { shared, attempts }: TaskChunk, needle: string): string[] {
  const holds = shared.map((text) => text.toLowerCase().includes(needle));
  return Object.entries(attempts).flatMap(([place, { texts, tests, ...rest }]) => {
    const inTexts = Object.values(texts).some(([at]) => holds[at]);
    const inTests = (): boolean =>
      tests?.some(({ name, evidence }) =>
        `${name}\n${evidence?.payload ?? ''}\n${evidence?.message ?? ''}`.toLowerCase().includes(needle),
      ) === true;
    const inMore = (): boolean => moreTexts(rest).some((text) => text.toLowerCase().includes(needle));
    return inTexts || inTests() || inMore() ? [run.idOf(Number(place))] : [];
  });
}
