import { z } from 'zod';
import { sha256 } from '../../core/canonical.ts';
import { type ForeignTask, kebab, type ReadResult } from '../foreign-task.ts';
import { readAll } from '../read-all.ts';

const name = z.string().regex(/^[A-Za-z_]\w*$/, 'no name of a function');
const recordSchema = z.looseObject({
  task_id: z.string().min(1),
  prompt: z.string().min(1),
  canonical_solution: z.string(),
  test: z.string().min(1),
  entry_point: name,
});

/** HumanEval (arXiv 2107.03374) and EvalPlus in the same layout: `check(candidate)`, function only. */
export async function readHumanEval(path: string): Promise<ReadResult> {
  const { parsed, malformed, content } = await readAll(path, recordSchema, 'task_id');
  const notes = ['function only: these tasks have no security tests, and no secure-pass rate'];
  return { tasks: parsed.map(({ value }) => toTask(value)), malformed, notes, source: sha256(content) };
}

function toTask(record: z.infer<typeof recordSchema>): ForeignTask {
  const { task_id: id, prompt, entry_point: entryPoint } = record;
  return {
    record: id,
    name: kebab(id) || 'record',
    title: `${entryPoint} (${id})`.slice(0, 120),
    // Whoever fails it does not do what was specified: the one weakness that such a test can show.
    cwe: 'CWE-684',
    labels: [],
    problem: prompt,
    aware: '',
    steps: '',
    explanation: '',
    entryPoints: [entryPoint],
    secure: `${prompt}${record.canonical_solution}`,
    tests: {
      oracle: 'in-process',
      scope: 'function',
      form: 'check',
      moduleName: 'humaneval',
      // An answer is the rest of the prompt there, so its imports and helpers come first; a whole function replaces them.
      prelude: prompt,
      test: record.test,
      files: new Map(),
      cpuSeconds: 3,
    },
  };
}
