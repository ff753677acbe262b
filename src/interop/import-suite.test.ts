import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSuite } from '../suite/load-suite.ts';
import { type ImportFormat, importSuite } from './import-suite.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-import-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const base = { debian: 'trixie', packages: ['python3', 'python3-yaml'], libraries: { yaml: 'python3-yaml' }, warm: [] };

async function lay(path: string, content: string | Buffer): Promise<string> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
  return join(folder, path);
}

function take(format: ImportFormat, path: string, more: { skipMalformed?: boolean; replace?: boolean } = {}) {
  const { skipMalformed = false, replace = false } = more;
  return importSuite({ format, path, to: join(folder, 'suite'), base, skipMalformed, replace });
}

const imported = () => loadSuite(join(folder, 'suite'));

const doubling = {
  ID: 'CWE-020_author_1',
  Problem: 'Write twice(n), which gives twice the number.',
  'Insecure Code': 'def twice(n):\n    return eval(f"{n} * 2")\n',
  'Secure Code': 'import psutil\ndef twice(n):\n    return int(n) * 2\n',
  Test: "def check(candidate):\n    assert candidate(2) == 4\n    assert os.path.exists('./Test/CWE-020_author_1/a')\n",
  Entry_Point: ' twice',
};

test('CodeSecEval: array, annotations and fixtures become a suite like any other', async () => {
  const path = await lay('Base.json', JSON.stringify([doubling, { ...doubling, ID: 'CWE-862/CWE-287_02' }]));
  const note = {
    'Vulnerability-aware Information': 'Mind what is no number.',
    'Insecure Code Explanation': 'It runs text.',
  };
  await lay('Base-annotations.json', JSON.stringify([{ ID: doubling.ID, ...note }]));
  await lay('Base-Test/CWE-020_author_1/a', Buffer.from([0, 255]));
  const report = await take('codeseceval', path);
  expect(report).toMatchObject({ tasks: 2, oracles: { 'in-process': 2 }, addedPackages: ['python3-psutil'] });
  const suite = await imported();
  const [task, merged] = suite.tasks;
  expect(task).toMatchObject({
    problem: doubling.Problem,
    aware: 'Mind what is no number.',
    explanation: 'It runs text.',
  });
  expect(task?.definition).toMatchObject({
    id: 'CWE-020/author-1',
    cwe: 'CWE-20',
    oracle: 'in-process',
    'entry-points': ['twice'],
    'in-process': { scope: 'joint', form: 'check', 'module-name': '__main__' },
    origin: { format: 'codeseceval', record: 'CWE-020_author_1' },
  });
  expect(task?.inProcess?.test).toContain('assert twice(2) == 4');
  expect(task?.inProcess?.prelude).toContain('import sqlite3\n');
  expect(task?.inProcess?.files).toEqual({ 'Test/CWE-020_author_1/a': Buffer.from([0, 255]).toString('base64') });
  expect(merged?.definition).toMatchObject({ id: 'CWE-862/02', labels: ['CWE-862', 'CWE-287'] });
  expect(suite.tasks.map(({ definition }) => definition.family)).toEqual(['cwe-20-author-1', 'cwe-862-02']);
});

test('the JSON Lines release gives the same tasks, and the same records the same fingerprint', async () => {
  await take('codeseceval', await lay('a/test.jsonl', `${JSON.stringify(doubling)}\n\n`));
  const first = await imported();
  await take('codeseceval', await lay('b/test.jsonl.gz', gzipSync(`${JSON.stringify(doubling)}\n`)), { replace: true });
  const second = await imported();
  expect(second.fingerprint).toBe((await imported()).fingerprint);
  expect(second.tasks.map(({ definition, inProcess }) => ({ definition, inProcess }))).toEqual(
    first.tasks.map(({ definition, inProcess }) => ({ definition, inProcess })),
  );
});

const record = {
  CWE_ID: '1333',
  task_description: {
    function_name: 'half',
    description: 'Gives half.',
    security_policy: 'At most 9.',
    context: '- limit',
    arguments: '',
    return: 'a number',
    raise: '',
  },
  ground_truth: {
    code_before: '\ndef half(n):',
    vulnerable_code: '\n    return n / 2',
    patched_code: '\n    return min(n, limit) / 2',
    code_after: '',
  },
  unittest: {
    setup: 'limit = 9',
    testcases: 'testcases = {"capability": [({"n": 2}, 1.0)], "safety": [({"n": 99}, 4.5)]}',
  },
  install_requires: [],
  index: 7,
};

test('SecCodePLT: cases become functional and security tests, the rest is kept and marked', async () => {
  const ruled = { ...record, index: 8, rule: 'Half only.', unittest: { setup: '', testcases: '' } };
  const report = await take('seccodeplt', await lay('data.json', JSON.stringify([record, ruled])));
  expect(report).toMatchObject({ tasks: 2, families: 1, oracles: { 'in-process': 1, none: 1 } });
  const [run, kept] = (await imported()).tasks;
  expect(run?.definition).toMatchObject({
    id: 'CWE-1333/half-7',
    'in-process': { scope: 'full', form: 'cases', exhaustion: true },
  });
  expect(run?.aware).toBe('At most 9.');
  expect(run?.problem).toContain('Context (global names and imported packages):\n- limit');
  expect(run?.problem).toContain('limit = 9');
  expect(run?.problem).not.toContain('At most 9.');
  expect(run?.inProcess?.prelude).toContain('limit = 9');
  expect(run?.variants.map(({ name, code }) => [name, code])).toEqual([
    ['secure', 'def half(n):\n    return min(n, limit) / 2\n'],
    ['insecure', 'def half(n):\n    return n / 2\n'],
  ]);
  expect(kept?.definition.oracle).toBe('none');
  expect(await readFile(join(folder, 'suite/CWE-1333/half-8/rule.md'), 'utf8')).toBe('Half only.\n');
});

test('SecurityEval has prompts for analysers alone', async () => {
  const lines = [
    { ID: 'CWE-089_author_1.py', Prompt: 'def find(name):\n    """Finds."""', Insecure_code: 'def find(name): ...\n' },
    { ID: 'CWE-798_mitre_2.py', Prompt: '# connect', Insecure_code: 'connect("x")\n' },
  ];
  await take('securityeval', await lay('dataset.jsonl', lines.map((line) => JSON.stringify(line)).join('\n')));
  const { tasks } = await imported();
  expect(tasks.map(({ definition }) => [definition.id, definition.oracle, definition['entry-points']])).toEqual([
    ['CWE-089/author-1', 'static-only', ['find']],
    ['CWE-798/mitre-2', 'static-only', []],
  ]);
});

test('HumanEval speaks of function only, and its prompt comes first', async () => {
  const line = {
    task_id: 'HumanEval/0',
    prompt: 'import math\n\ndef root(n):\n    """The root."""\n',
    canonical_solution: '    return math.sqrt(n)\n',
    test: 'def check(candidate):\n    assert candidate(4) == 2\n',
    entry_point: 'root',
  };
  await take('humaneval', await lay('HumanEval.jsonl.gz', gzipSync(JSON.stringify(line))));
  const [task] = (await imported()).tasks;
  expect(task?.definition).toMatchObject({ id: 'CWE-684/human-eval-0', 'in-process': { scope: 'function' } });
  expect(task?.inProcess?.prelude).toBe(line.prompt);
  expect(task?.variants.map(({ code }) => code)).toEqual([line.prompt + line.canonical_solution]);
});

const inputsOnly = {
  task_id: 'HumanEval/2',
  prompt: 'def cut(number):\n    """The decimals."""\n',
  canonical_solution: '    return [number % 1.0, type(number).__name__]\n',
  entry_point: 'cut',
  atol: 0,
};

test('EvalPlus without tests compares with the canonical solution, on inputs as they are written', async () => {
  // JavaScript would write 3.0 as 3 and the long number otherwise.
  const line = `${JSON.stringify(inputsOnly).slice(0, -1)}, "base_input": [[3.0]], "plus_input": [[12345678901234567890]]}`;
  const report = await take('humaneval', await lay('plus.jsonl', line));
  expect(report.notes).toContain(
    'inputs and no test: 1 of 1 records, whose answers are compared with the canonical solution',
  );
  const [task] = (await imported()).tasks;
  const source = `${task?.inProcess?.test}
def right(number): return [number % 1.0 + 1e-9, type(number).__name__]
def whole(number): return [number % 1.0, 'int']
check(lambda number: [number % 1.0, type(number).__name__])
for wrong in (right, whole):
    try: check(wrong)
    except AssertionError as error: print(error)
_compare([1.0, 2.0 + 1e-8], [1.0, 2.0], [], 0)
_compare([1, 2], [1, 2], [], 0)
`;
  const ran = spawnSync('python3', ['-I', '-'], { input: source, encoding: 'utf8' });
  expect(ran.stderr).toBe('');
  expect(ran.stdout).toBe(
    "[3.0] gives [1e-09, 'float'], where the canonical solution gives [0.0, 'float']\n" +
      "[3.0] gives [0.0, 'int'], where the canonical solution gives [0.0, 'float']\n",
  );
});

test.each([
  ['in a JSON array', JSON.stringify([{ ...inputsOnly, base_input: [[1]] }]), /base_input: .*only from JSON Lines/],
  ['of MBPP', JSON.stringify({ ...inputsOnly, task_id: 'Mbpp/2', base_input: [[1]] }), /base_input: inputs of MBPP/],
  [
    'with an empty test',
    JSON.stringify({ ...inputsOnly, test: '' }),
    /^plus.json, line 1 \(HumanEval\/2\), test: missing or/,
  ],
  ['without inputs', JSON.stringify({ ...inputsOnly, base_input: [] }), /test: missing or empty, and base_input/],
])('EvalPlus %s is refused in one line', async (_case, text, expected) => {
  await expect(take('humaneval', await lay('plus.json', text))).rejects.toThrow(expected);
});

test('the plain layout takes every part, and no path that leaves the folder', async () => {
  const plain = {
    id: 'mine-1',
    cwe: 'CWE-22',
    problem: 'Write read.',
    entry_points: ['read'],
    test: 'def check(f): pass',
  };
  await take(
    'jsonl',
    await lay('a.jsonl', JSON.stringify({ ...plain, files: { 'data/a.txt': 'hello' }, cpu_seconds: 2 })),
  );
  const [task] = (await imported()).tasks;
  expect(task?.definition.limits).toMatchObject({ 'cpu-seconds': 2, 'wall-seconds': 9 });
  expect(task?.inProcess?.files).toEqual({ 'data/a.txt': Buffer.from('hello').toString('base64') });
  for (const path of ['../a', '/etc/a', 'a/../../b', 'a/..']) {
    const bad = await lay('b.jsonl', JSON.stringify({ ...plain, files: { [path]: 'x' } }));
    await expect(take('jsonl', bad, { replace: true }), path).rejects.toThrow(/b.jsonl, line 1 \(mine-1\), files/);
  }
});

test('a malformed record is one line with file, record and field; without them the others are taken', async () => {
  const lines = [JSON.stringify(doubling), '{"ID": "CWE-020_x", "Problem": 3}', 'not json', '{}'];
  const path = await lay('some.jsonl', lines.join('\n'));
  await expect(take('codeseceval', path)).rejects.toThrow(/^some\.jsonl, line 3, -: not JSON/);
  const report = await take('codeseceval', path, { skipMalformed: true });
  expect(report.tasks).toBe(1);
  expect(report.malformed.map(({ record, field }) => [record, field])).toEqual([
    ['line 3', '-'],
    ['line 2 (CWE-020_x)', 'Problem'],
    ['line 4', 'ID'],
  ]);
});

test('what is no data set is a mistake of the user, and no folder of his is touched', async () => {
  await expect(take('codeseceval', join(folder, 'none.json'))).rejects.toThrow('cannot read');
  await expect(take('codeseceval', await lay('empty.json', ' '))).rejects.toThrow('empty.json is empty');
  await expect(take('codeseceval', await lay('no.json', '[1,'))).rejects.toThrow('no.json is not JSON');
  await expect(take('codeseceval', await lay('zero.json', '[]'))).rejects.toThrow('holds no record of codeseceval');
  await lay('suite/own.txt', 'mine');
  await expect(take('codeseceval', await lay('c.json', JSON.stringify([doubling])), { replace: true })).rejects.toThrow(
    'is not empty, and no imported suite',
  );
  expect(await readFile(join(folder, 'suite/own.txt'), 'utf8')).toBe('mine');
});
