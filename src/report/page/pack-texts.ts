import type { AttemptReport } from '../report-document.ts';
import { isGood, outcomeOf } from './outcome.ts';
import { type AttemptTexts, type PackedTexts, type References, type TaskChunk, textNames } from './page-data.ts';
import { type ReadTextsOptions, readTexts } from './read-texts.ts';

export interface PackOptions extends ReadTextsOptions {
  /** UTF-16 units of all texts together, about. */
  readonly room: number;
  readonly referencesOf: (task: string) => References;
  readonly whole: (attempt: AttemptReport) => Promise<AttemptReport>;
}

export interface PackedRun {
  /** By task, in the order of `tasks`. */
  readonly chunks: readonly TaskChunk[];
  /** Attempts whose texts found no room. */
  readonly leftOut: number;
}

/** The texts of as many attempts as there is room for, by task; what attempts share (a prompt) is kept once a task. */
export async function packTexts(
  attempts: readonly AttemptReport[],
  tasks: readonly string[],
  options: PackOptions,
): Promise<PackedRun> {
  const chunks = new Map(tasks.map((task) => [task, new Chunk(options.referencesOf(task))]));
  let room = options.room;
  let leftOut = 0;
  for (const place of inOrderOfInterest(attempts)) {
    const attempt = attempts[place];
    const chunk = attempt && chunks.get(attempt.key.task);
    if (attempt === undefined || chunk === undefined) continue;
    if (room <= 0) leftOut += 1;
    else room -= chunk.add(place, await readTexts(await options.whole(attempt), options));
  }
  return { chunks: [...chunks.values()].map((chunk) => chunk.pack()), leftOut };
}

/**
 * Places of attempts, those first that a reader misses most: one of each outcome of each task, model and strategy, faults
 * before successes, then the second of each, and so on.
 */
export function inOrderOfInterest(attempts: readonly AttemptReport[]): number[] {
  const met = new Map<string, number>();
  const ranked = attempts.map((attempt, place) => {
    const { task, model, mode, strategy } = attempt.key;
    const outcome = outcomeOf(attempt);
    const cell = JSON.stringify([task, model, mode, strategy, outcome]);
    const rank = met.get(cell) ?? 0;
    met.set(cell, rank + 1);
    return { place, rank: 2 * rank + (isGood(outcome) ? 1 : 0) };
  });
  return ranked.sort((a, b) => a.rank - b.rank || a.place - b.place).map(({ place }) => place);
}

class Chunk {
  readonly #references: References;
  readonly #shared: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #attempts: Record<string, PackedTexts> = {};

  constructor(references: References) {
    this.#references = references;
  }

  /** The room that it took. */
  add(place: number, texts: AttemptTexts): number {
    let taken = 0;
    const packed: Partial<Record<(typeof textNames)[number], readonly [number, number]>> = {};
    const { system, prompt, answer, code, detail, ...facts } = texts;
    const long = { system, prompt, answer, code, detail };
    for (const name of textNames) {
      const value = long[name];
      if (value === undefined) continue;
      const known = this.#places.get(value.text);
      if (known === undefined) taken += value.text.length;
      const at = known ?? this.#shared.push(value.text) - 1;
      this.#places.set(value.text, at);
      packed[name] = [at, value.cut ?? 0];
    }
    this.#attempts[place] = { ...facts, texts: packed };
    return taken + JSON.stringify(facts).length;
  }

  pack(): TaskChunk {
    return { references: this.#references, shared: this.#shared, attempts: this.#attempts };
  }
}
