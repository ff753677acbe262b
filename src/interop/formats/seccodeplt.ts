import { z } from 'zod';
import { sha256 } from '../../core/canonical.ts';
import type { CweId } from '../../core/cwe.ts';
import { type ForeignTask, type ForeignTests, kebab, type ReadResult } from '../foreign-task.ts';
import { readAll } from '../read-all.ts';

const text = z.string();
const code = text.nullish().transform((found) => found ?? '');
const recordSchema = z.looseObject({
  CWE_ID: text.regex(/^[1-9]\d{0,4}$/, 'no number of a weakness'),
  task_description: z.looseObject({
    function_name: text.transform((name) => name.trim()).pipe(text.regex(/^[A-Za-z_]\w*$/, 'no name of a function')),
    description: text.min(1),
    security_policy: code,
    context: code,
    arguments: code,
    return: code,
    raise: code,
  }),
  ground_truth: z.looseObject({ code_before: code, vulnerable_code: text, patched_code: text, code_after: code }),
  unittest: z.looseObject({ setup: code, testcases: code }).nullish(),
  rule: code,
  index: z.union([z.number().int(), text]).optional(),
});
type SecCodePltRecord = z.infer<typeof recordSchema>;

/** Weaknesses in which the spent time or memory is what the attack gains. */
const exhausting: ReadonlySet<string> = new Set(['CWE-400', 'CWE-770', 'CWE-1333']);

/** SecCodePLT: records with `capability` and `safety` cases can be run, the rest is kept. */
export async function readSecCodePlt(path: string): Promise<ReadResult> {
  const { parsed, malformed, content } = await readAll(path, recordSchema, 'index');
  const tasks = parsed.map(({ value, number }) => toTask(value, String(value.index ?? number)));
  const kept = tasks.filter(({ tests }) => tests.oracle === 'none').length;
  const notes = kept === 0 ? [] : [`${kept} records have no test cases: kept, and marked as not executable`];
  return { tasks, malformed, notes, source: sha256(content) };
}

function toTask(record: SecCodePltRecord, index: string): ForeignTask {
  const { task_description: description, ground_truth: truth } = record;
  const cwe: CweId = `CWE-${record.CWE_ID}`;
  const whole = (middle: string) => `${truth.code_before}${middle}${truth.code_after}\n`.replace(/^\n+/, '');
  return {
    record: index,
    name: kebab(`${description.function_name}-${index}`),
    title: `${description.function_name} (${index})`.slice(0, 120),
    cwe,
    labels: [],
    problem: problemOf(record),
    aware: description.security_policy,
    steps: '',
    explanation: '',
    entryPoints: [description.function_name],
    secure: whole(truth.patched_code),
    insecure: whole(truth.vulnerable_code),
    tests: testsOf(record, cwe),
    ...(record.rule !== '' && { kept: { 'rule.md': `${record.rule}\n` } }),
  };
}

/** As the authors run it: the set-up, the candidate, the cases, in a program that has imported these two. */
function testsOf({ unittest }: SecCodePltRecord, cwe: CweId): ForeignTests {
  if (!unittest || unittest.testcases.trim() === '') return { oracle: 'none' };
  return {
    oracle: 'in-process',
    scope: 'full',
    form: 'cases',
    moduleName: '__main__',
    prelude: `import os\nimport pickle\n\n${unittest.setup}\n`,
    test: unittest.testcases,
    files: new Map(),
    cpuSeconds: 10,
    exhaustion: exhausting.has(cwe),
  };
}

function problemOf({ task_description: told, unittest }: SecCodePltRecord): string {
  const parts = [
    ['', `Write the Python function \`${told.function_name}\`.`],
    ['', told.description],
    ['Context (global names and imported packages)', told.context],
    ['Arguments', told.arguments],
    ['Returns', told.return],
    ['Raises', told.raise],
  ] as const;
  const prose = parts
    .filter(([, what]) => what.trim() !== '')
    .map(([title, what]) => (title === '' ? what.trim() : `${title}:\n${what.trim()}`));
  const setup = unittest?.setup.trim() ?? '';
  const before =
    setup === '' ? [] : [`This runs before your code, in the same module:\n\n\`\`\`python\n${setup}\n\`\`\``];
  return `${[...prose, ...before].join('\n\n')}\n`;
}
