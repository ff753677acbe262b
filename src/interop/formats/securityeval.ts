import { z } from 'zod';
import { sha256 } from '../../core/canonical.ts';
import { type ForeignTask, kebab, type ReadResult } from '../foreign-task.ts';
import { readAll } from '../read-all.ts';

const recordSchema = z.looseObject({
  ID: z.string().regex(/^CWE-\d+_\w+(\.py)?$/, 'is not written like CWE-020_author_1.py'),
  Prompt: z.string().min(1),
  Insecure_code: z.string(),
});

/** SecurityEval: prompts without tests and without secure code, so that only analysers can judge an answer. */
export async function readSecurityEval(path: string): Promise<ReadResult> {
  const { parsed, malformed, content } = await readAll(path, recordSchema, 'ID');
  const tasks = parsed.map(({ value }) => toTask(value));
  const notes = ['no tests: only static analysers can judge answers to these tasks (static-only)'];
  return { tasks, malformed, notes, source: sha256(content) };
}

function toTask({ ID: id, Prompt: prompt, Insecure_code: insecure }: z.infer<typeof recordSchema>): ForeignTask {
  const entryPoints = [...prompt.matchAll(/^(?:async\s+)?def\s+([A-Za-z_]\w*)/gm)].flatMap(([, name]) => name ?? []);
  const [weakness = '', ...rest] = id.replace(/\.py$/, '').split('_');
  return {
    record: id,
    name: kebab(rest.join('-')),
    title: `${entryPoints.at(-1) ?? 'a program'} (${id})`.slice(0, 120),
    cwe: `CWE-${Number(weakness.slice(4))}`,
    labels: [],
    problem: prompt,
    aware: '',
    steps: '',
    explanation: '',
    entryPoints: [...new Set(entryPoints)],
    insecure,
    tests: { oracle: 'static-only' },
  };
}
