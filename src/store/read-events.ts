import { join } from 'node:path';
import { z } from 'zod';
import type { BriefEvent, PlacedEvents } from '../core/brief-event.ts';
import { UserMistake } from '../core/errors.ts';
import { type RunEvent, runEventSchema, runFormat } from '../core/run.ts';
import { BriefLines } from './brief-lines.ts';
import { parseJson } from './parse-json.ts';
import { type Line, newline, readLineBlocks, readLines, readLinesAt } from './read-lines.ts';

/** What every line must have before the schema of its type can be chosen. */
const headSchema = z.object({ type: z.string(), format: z.number().optional() });
const knownTypes: ReadonlySet<string> = new Set(runEventSchema.options.map((option) => option.shape.type.value));

export function eventsFile(runFolder: string): string {
  return join(runFolder, 'events.jsonl');
}

/**
 * Streams the events of a run. A torn end (no newline, or no JSON in the very last line) is what a killed process
 * leaves: it is dropped. Any other broken line is a `UserMistake` that names file and line.
 */
export async function* readEvents(runFolder: string): AsyncGenerator<RunEvent> {
  const path = eventsFile(runFolder);
  const schema = new SchemaLines(path);
  for await (const line of readLines(path)) {
    schema.refuseBroken();
    const event = schema.read(line);
    if (event !== undefined) yield event;
  }
}

/**
 * The same for those who sum up. Of runs with more attempts than `wholeUpTo`, whatever no figure needs is left out: three
 * times as fast as by the schema, which reads only what a run does not write in the usual way.
 */
export async function* readForFigures(
  runFolder: string,
  { wholeUpTo }: { readonly wholeUpTo: number },
): AsyncGenerator<PlacedEvents['events']> {
  for await (const { events } of readPlaced(runFolder, { wholeUpTo, brief: new BriefLines() })) yield events;
}

/** The same for those who list attempts, and read the rest of one when it is asked for (`readEventsAt`). */
export function readForLists(runFolder: string): AsyncGenerator<PlacedEvents> {
  return readPlaced(runFolder, { wholeUpTo: 0, brief: new BriefLines({ lists: true }) });
}

async function* readPlaced(
  runFolder: string,
  { wholeUpTo, brief }: { readonly wholeUpTo: number; readonly brief: BriefLines },
): AsyncGenerator<PlacedEvents> {
  const path = eventsFile(runFolder);
  const schema = new SchemaLines(path);
  let isBrief = wholeUpTo === 0;
  let number = 0;
  let before = 0;
  for await (const { bytes, ended } of readLineBlocks(path)) {
    const events: (RunEvent | BriefEvent)[] = [];
    const starts: number[] = [];
    for (let start = 0; start < bytes.length; ) {
      number += 1;
      schema.refuseBroken();
      const known = isBrief && ended ? brief.read(bytes, start) : undefined;
      if (known !== undefined) {
        events.push(known);
        starts.push(before + start);
        start = brief.end;
        continue;
      }
      const end = ended ? bytes.indexOf(newline, start) : bytes.length;
      const event = schema.read({ number, text: bytes.toString('utf8', start, end), ended });
      if (event !== undefined) {
        events.push(event);
        starts.push(before + start);
      }
      if (event?.type === 'run-started' && event.attempts > wholeUpTo) isBrief = true;
      start = end + 1;
    }
    before += bytes.length;
    yield { events, starts, read: before };
  }
}

/** The events whose lines begin at these places, as a reading of the same log told them. Throws `UserMistake` where it no longer has them. */
export async function readEventsAt(runFolder: string, starts: readonly number[]): Promise<RunEvent[]> {
  const path = eventsFile(runFolder);
  const texts = await readLinesAt(path, starts);
  return texts.map((text) => {
    const event = runEventSchema.safeParse(parseJson(text));
    if (event.success) return event.data;
    throw new UserMistake(`${path} is not what it was when the run was read`, { hint: 'load the page again' });
  });
}

class SchemaLines {
  readonly #path: string;
  #broken: Line | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Undefined where the line is no JSON, which only the very last may be. */
  read(line: Line): RunEvent | undefined {
    const value = line.ended ? parseJson(line.text) : undefined;
    if (value !== undefined) return toEvent(this.#path, line, value);
    this.#broken = line;
    return undefined;
  }

  /** To be called where another line follows. */
  refuseBroken(): void {
    if (this.#broken !== undefined) throw damagedLine(this.#path, this.#broken, 'it is not JSON');
  }
}

function toEvent(path: string, line: Line, value: unknown): RunEvent {
  const event = runEventSchema.safeParse(value);
  if (event.success) return event.data;
  const head = headSchema.safeParse(value);
  if (!head.success) throw damagedLine(path, line, 'it is not an event');
  const { type, format } = head.data;
  if (format !== undefined && format > runFormat) {
    throw new UserMistake(`${path} has format ${format}; this version of seceval reads format ${runFormat}`, {
      hint: 'read it with the version of seceval that wrote it, or a newer one',
    });
  }
  if (!knownTypes.has(type)) {
    throw new UserMistake(`${path}:${line.number}: event type '${type}' is not known`, {
      hint: 'read it with the version of seceval that wrote it, or a newer one',
    });
  }
  const issue = event.error.issues[0];
  throw damagedLine(path, line, `${issue?.path.join('.') ?? type}: ${issue?.message ?? 'not valid'}`);
}

function damagedLine(path: string, line: Line, what: string): UserMistake {
  return new UserMistake(`${path}:${line.number} is damaged: ${what}`, {
    hint: 'restore the file from a copy; only its last line may be cut off',
  });
}
