import { z } from 'zod';
import { sha256 } from '../../core/canonical.ts';
import { cweIdSchema } from '../../core/cwe.ts';
import { unlessExported } from '../exported-record.ts';
import { type ForeignTask, type ForeignTests, kebab, type ReadResult } from '../foreign-task.ts';
import { readAll } from '../read-all.ts';

const text = z.string();
const name = text.regex(/^[A-Za-z_]\w*$/, 'no name of a function');
/** No fixture leaves the working folder. */
const path = text.regex(/^(?!\/)(?!.*(?:^|\/)\.\.?(?:\/|$))[^\0]+$/, 'is no path below the working folder');

/** docs/guide/import.md */
const recordSchema = unlessExported(
  z
    .strictObject({
      id: text.min(1),
      cwe: cweIdSchema.default('CWE-684'),
      labels: z.array(cweIdSchema).default([]),
      title: text.max(120).optional(),
      problem: text.min(1),
      aware: text.default(''),
      steps: text.default(''),
      explanation: text.default(''),
      entry_points: z.array(name).min(1),
      secure: text.optional(),
      insecure: text.optional(),
      prelude: text.default(''),
      test: text.optional(),
      testcases: text.optional(),
      scope: z.enum(['full', 'joint', 'function']).optional(),
      files: z.record(path, text).default({}),
      cpu_seconds: z.number().positive().max(60).default(5),
      exhaustion: z.boolean().default(false),
    })
    .refine(({ test, testcases }) => test === undefined || testcases === undefined, {
      path: ['testcases'],
      message: 'stands beside test: give one of them',
    })
    .refine(({ testcases, scope }) => testcases === undefined || scope === undefined || scope === 'full', {
      path: ['scope'],
      message: 'is full where testcases are given',
    }),
);
type PlainRecord = z.infer<typeof recordSchema>;

/** seceval's own plain layout, for whoever has tasks in none of the known ones. */
export async function readPlain(from: string): Promise<ReadResult> {
  const { parsed, malformed, content } = await readAll(from, recordSchema, 'id');
  return { tasks: parsed.map(({ value }) => toTask(value)), malformed, notes: [], source: sha256(content) };
}

function toTask(record: PlainRecord): ForeignTask {
  const { id, cwe, labels, problem, aware, steps, explanation, secure, insecure } = record;
  return {
    record: id,
    name: kebab(id.replace(/^CWE-\d+[/_-]?/i, '')) || 'record',
    title: record.title ?? id.slice(0, 120),
    ...{ cwe, labels, problem, aware, steps, explanation, secure, insecure },
    entryPoints: record.entry_points,
    tests: testsOf(record),
  };
}

function testsOf({ test, testcases, scope, prelude, files, cpu_seconds, exhaustion }: PlainRecord): ForeignTests {
  const source = test ?? testcases;
  if (source === undefined) return { oracle: 'static-only' };
  return {
    oracle: 'in-process',
    scope: testcases === undefined ? (scope ?? 'joint') : 'full',
    form: testcases === undefined ? 'check' : 'cases',
    moduleName: '__main__',
    prelude,
    test: source,
    files: new Map(Object.entries(files).map(([at, content]) => [at, Buffer.from(content)])),
    cpuSeconds: cpu_seconds,
    exhaustion,
  };
}
