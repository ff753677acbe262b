import { z } from 'zod';
import { sha256 } from '../../core/canonical.ts';
import { unlessExported } from '../exported-record.ts';
import { type ForeignTask, kebab, type Malformed, type ReadResult } from '../foreign-task.ts';
import { type AllRecords, readAll } from '../read-all.ts';
import { evalPlusCheck } from './evalplus-check.ts';

const name = z.string().regex(/^[A-Za-z_]\w*$/, 'no name of a function');
const inputs = z.array(z.array(z.unknown()));
/** An empty test is none. */
const testText = z
  .string()
  .transform((text) => (text.trim() === '' ? undefined : text))
  .optional();
const recordSchema = unlessExported(
  z
    .looseObject({
      task_id: z.string().min(1),
      prompt: z.string().min(1),
      canonical_solution: z.string(),
      test: testText,
      base_input: inputs.optional(),
      plus_input: inputs.optional(),
      entry_point: name,
    })
    .refine(({ test, base_input: base, plus_input: plus }) => test !== undefined || base?.length || plus?.length, {
      path: ['test'],
      message: 'missing or empty, and base_input and plus_input hold no inputs either',
    }),
);
type HumanEvalRecord = z.infer<typeof recordSchema>;
type Read = AllRecords<HumanEvalRecord>['parsed'][number];

/** HumanEval (arXiv 2107.03374) and EvalPlus (arXiv 2305.01210): `check(candidate)`, function only. */
export async function readHumanEval(path: string): Promise<ReadResult> {
  const { parsed, malformed, content } = await readAll(path, recordSchema, 'task_id');
  const tasks: ForeignTask[] = [];
  const untold: Malformed[] = [];
  for (const record of parsed) {
    const problem = whyNoTest(record);
    const { file, number, value } = record;
    if (problem === undefined) tasks.push(toTask(record));
    else untold.push({ file, record: `record ${number + 1} (${value.task_id})`, field: 'base_input', problem });
  }
  const compared = parsed.filter(({ value }) => value.test === undefined).length - untold.length;
  const unused = parsed.filter(({ value }) => value.test !== undefined && value.plus_input !== undefined).length;
  const notes = [
    'function only: these tasks have no security tests, and no secure-pass rate',
    ...(compared > 0
      ? [
          `inputs and no test: ${compared} of ${parsed.length} records, whose answers are compared with the canonical solution`,
        ]
      : []),
    ...(unused > 0
      ? [`a test beside inputs: ${unused} of ${parsed.length} records, of which the test alone is run, not the inputs`]
      : []),
  ];
  return { tasks, malformed: [...malformed, ...untold], notes, source: sha256(content) };
}

function whyNoTest({ value, text }: Read): string | undefined {
  if (value.test !== undefined) return undefined;
  // MBPP's have tuples, sets and complex numbers in a notation of its own, which differs from task to task.
  if (value.task_id.startsWith('Mbpp/')) return "inputs of MBPP cannot be read without EvalPlus's own program";
  if (text === undefined) return 'inputs are kept as they are written only from JSON Lines, not from a JSON array';
  return undefined;
}

function toTask({ value: record, text = '' }: Read): ForeignTask {
  const { task_id: id, prompt, entry_point: entryPoint, test } = record;
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
      test: test ?? evalPlusCheck(text, id),
      files: new Map(),
      // EvalPlus has a thousand inputs to a task, and the canonical solution takes its part.
      cpuSeconds: test === undefined ? 20 : 3,
    },
  };
}
