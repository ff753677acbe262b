import { z } from 'zod';
import { type AttemptKey, shownPair } from './core/attempt.ts';
import { type Completion, finishReasons } from './core/completion.ts';
import { UserMistake } from './core/errors.ts';
import { classifyQuestion, type Mode, modes } from './core/mode.ts';
import type { Suite } from './core/task.ts';
import { bundledStrategies } from './strategies/registry.ts';
import { findTask } from './suite/select-tasks.ts';

/** A longer line is no answer of a model. Characters. */
const longestLine = 16 * 1024 * 1024;

const lineSchema = z
  .strictObject({
    task: z.string(),
    mode: z.enum(modes).optional(),
    strategy: z.string().optional(),
    sample: z.number().int().nonnegative().optional(),
    shown: z.string().optional(),
    completion: z.string().optional(),
    finish: z.enum(finishReasons).optional(),
    code: z.string().optional(),
  })
  .refine((line) => (line.completion === undefined) !== (line.code === undefined), {
    message: 'give either completion (the raw answer) or code',
  });

/** One answer to be scored, as its line said. */
export interface ScoreRecord {
  readonly line: number;
  readonly attempt: Omit<AttemptKey, 'model'>;
  readonly kind: 'completion' | 'code';
  readonly text: string;
  readonly finish: Completion['finish'];
}

/** Parses the whole file before anything is judged. Throws UserMistake with file and line. */
export function readScoreRecords(file: string, content: string, suite: Suite, mode: Mode): ScoreRecord[] {
  const records: ScoreRecord[] = [];
  const samples = new Map<string, number>();
  const lines = new Map<string, number>();
  for (const [index, text] of content.split('\n').entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    const record = toRecord(text, { where: `${file}:${line}`, line, suite, mode, samples });
    const { attempt } = record;
    const key = [attempt.task, attempt.mode, attempt.strategy, attempt.shown ?? '-', attempt.sample].join(' ');
    const before = lines.get(key);
    if (before !== undefined) {
      throw new UserMistake(`${file}:${line}: the same task, mode, strategy and sample stand in line ${before}`, {
        hint: 'number the samples of a task: "sample": 0, 1, 2 …',
      });
    }
    lines.set(key, line);
    records.push(record);
  }
  if (records.length === 0) throw new UserMistake(`${file} is empty`, { hint: 'write one JSON object per line' });
  return records;
}

interface Place {
  readonly where: string;
  readonly line: number;
  readonly suite: Suite;
  readonly mode: Mode;
  readonly samples: Map<string, number>;
}

function toRecord(text: string, { where, line, suite, mode: usualMode, samples }: Place): ScoreRecord {
  if (text.length > longestLine) throw new UserMistake(`${where}: the line is too long`);
  const parsed = lineSchema.safeParse(parseLine(text, where));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path.join('.') ?? '';
    throw new UserMistake(`${where}: ${field === '' ? '' : `${field}: `}${issue?.message ?? 'malformed'}`);
  }
  const value = parsed.data;
  const mode = value.mode ?? usualMode;
  const task = atPlace(where, () => findTask(suite, value.task)).definition.id;
  const strategy = value.strategy ?? (mode === 'classify' ? 'detect' : 'direct');
  const usual = mode === 'generate' ? undefined : classifyQuestion(strategy) === 'pair' ? shownPair : 'insecure';
  const shown = value.shown ?? usual;
  atPlace(where, () => bundledStrategies.find(mode, strategy));
  if (mode === 'classify' && value.code !== undefined) {
    throw new UserMistake(`${where}: a classify answer is a completion, not code`);
  }
  const series = [task, mode, strategy, shown ?? '-'].join(' ');
  const sample = value.sample ?? samples.get(series) ?? 0;
  samples.set(series, Math.max(samples.get(series) ?? 0, sample + 1));
  return {
    line,
    attempt: { task, mode, strategy, sample, ...(shown !== undefined && { shown }) },
    kind: value.code === undefined ? 'completion' : 'code',
    text: value.code ?? value.completion ?? '',
    finish: value.finish ?? 'stop',
  };
}

function parseLine(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UserMistake(`${where}: this is not JSON`, { hint: 'write one JSON object per line', cause });
  }
}

function atPlace<Result>(where: string, action: () => Result): Result {
  try {
    return action();
  } catch (error) {
    if (error instanceof UserMistake) {
      throw new UserMistake(`${where}: ${error.message}`, error.hint === undefined ? {} : { hint: error.hint });
    }
    throw error;
  }
}
