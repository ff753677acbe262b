import { join } from 'node:path';
import { z } from 'zod';
import { UserMistake } from '../core/errors.ts';
import { type RunEvent, runEventSchema, runFormat } from '../core/run.ts';
import { parseJson } from './parse-json.ts';
import { readCommonLine } from './read-common-line.ts';
import { type Line, readLineBatches } from './read-lines.ts';

/** What every line must have before the schema of its type can be chosen. */
const headSchema = z.object({ type: z.string(), format: z.number().optional() });
const knownTypes: ReadonlySet<string> = new Set(runEventSchema.options.map((option) => option.shape.type.value));

export function eventsFile(runFolder: string): string {
  return join(runFolder, 'events.jsonl');
}

export interface ReadEventsOptions {
  /** Of runs with more attempts than this, what tests saw is left out where that is faster. None is when absent. */
  readonly wholeUpTo?: number;
}

/**
 * Streams the events of a run. A torn end (no newline, or no JSON in the very last line) is what a killed process
 * leaves: it is dropped. Any other broken line is a `UserMistake` that names file and line.
 */
export async function* readEvents(
  runFolder: string,
  { wholeUpTo = Number.POSITIVE_INFINITY }: ReadEventsOptions = {},
): AsyncGenerator<RunEvent> {
  const path = eventsFile(runFolder);
  let broken: Line | undefined;
  let isBrief = wholeUpTo === 0;
  for await (const lines of readLineBatches(path)) {
    for (const line of lines) {
      if (broken !== undefined) throw damagedLine(path, broken, 'it is not JSON');
      const common = isBrief && line.ended ? readCommonLine(line.text) : undefined;
      if (common !== undefined) {
        yield common;
        continue;
      }
      const value = line.ended ? parseJson(line.text) : undefined;
      if (value === undefined) {
        broken = line;
        continue;
      }
      const event = toEvent(path, line, value);
      if (event.type === 'run-started' && event.attempts > wholeUpTo) isBrief = true;
      yield event;
    }
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
