import { expect, test } from 'vitest';
import type { Judge, Submission } from '../../core/judge.ts';
import { type Task, taskDefinitionSchema } from '../../core/task.ts';
import type { Judgement, Verdict } from '../../core/verdict.ts';
import { auditSuite } from './audit-suite.ts';
import { auditTable, summaryTable } from './audit-tables.ts';
import { caseLiterals } from './case-literals.ts';

const secure = 'def twice(n): return n + n';
const insecure = 'def twice(n): return eval(n)';

function foreign(name: string, test: string, more: { oracle?: 'none'; problem?: string } = {}): Task {
  const definition = taskDefinitionSchema.parse({
    ...{ id: `CWE-020/${name}`, title: name, cwe: 'CWE-20', labels: ['CWE-20'], severity: 'low', fit: 'strong' },
    ...{ family: name, 'entry-points': ['twice'], languages: ['python'], limits: {} },
    oracle: more.oracle ?? 'in-process',
    ...(more.oracle === undefined && { 'in-process': { scope: 'joint', form: 'check', 'module-name': '__main__' } }),
    origin: { format: 'codeseceval', record: `record-${name}` },
  });
  const language = 'python' as const;
  return {
    definition,
    folder: '/nowhere',
    ...{ problem: more.problem ?? `Write ${name}.`, aware: '', steps: '', explanation: '' },
    tests: { functional: '', security: '', fixtures: '', companion: '' },
    ...(more.oracle === undefined && { inProcess: { prelude: '', test, files: {} } }),
    variants: [
      { name: 'secure', kind: 'secure', language, code: secure },
      { name: 'insecure', kind: 'insecure', language, code: insecure },
    ],
  };
}

const judgement = (verdict: Verdict, detail = ''): Judgement => ({
  ...{ verdict, detail, tests: [], exploited: false, integrity: 'in-process', cpuSeconds: 0, wallSeconds: 0 },
  ...(verdict === 'invalid' && { reason: 'missing-library' }),
});

/** Says of each kind of candidate what it is told to. */
function judgeSaying(says: (code: string, task: string) => Judgement): Judge {
  return {
    judge: async ({ code, task }: Submission) => says(code, task.definition.id),
    describe: () => ({ tier: 'none', environment: 'image', limits: {}, deviations: [] }),
    close: async () => {},
  };
}

const asItShould = (code: string) => judgement(code === secure ? 'pass' : 'fail');

async function auditOf(tasks: readonly Task[], says: (code: string, task: string) => Judgement) {
  const environment = { debian: 'trixie', packages: ['python3'], libraries: {}, warm: [] };
  const suite = { name: 'x', version: '1', folder: '/', seed: 1, fingerprint: 'f', environment, tasks };
  return auditSuite({ suite, tasks, judge: judgeSaying(says), workers: 2, repeat: 2 });
}

async function checksOf(task: Task, says: (code: string, task: string) => Judgement): Promise<string[]> {
  return (await auditOf([task], says)).audited[0]?.findings.map(({ check }) => check) ?? [];
}

const sound = 'def check(candidate):\n    assert candidate(2) == 4\n';

test('a task whose references and stubs come to what they should has no finding', async () => {
  const report = await auditOf([foreign('a', sound)], asItShould);
  expect(report).toMatchObject({ tasks: 1, discriminating: 1, clean: 1 });
});

test('each fault of a record has its name', async () => {
  const task = foreign('a', sound);
  const of = (says: (code: string) => Judgement) => checksOf(task, says);
  expect(await of(() => judgement('fail'))).toEqual(['secure-fails']);
  expect(await of((code) => judgement(code === insecure || code === secure ? 'pass' : 'fail'))).toEqual([
    'insecure-passes',
  ]);
  expect(await of((code) => (code.includes('return []') ? judgement('pass') : asItShould(code)))).toEqual([
    'stub-passes',
  ]);
  expect(await of((code) => (code === secure ? judgement('invalid', 'psutil') : asItShould(code)))).toEqual([
    'missing-library',
  ]);
  expect(await of((code) => (code === insecure ? judgement('broken') : asItShould(code)))).toEqual(['insecure-broken']);
  const gone = "check: FileNotFoundError: [Errno 2] No such file or directory: './Test/X/a.xml'";
  expect(await of((code) => (code === secure ? judgement('fail', gone) : asItShould(code)))).toEqual([
    'missing-fixture',
  ]);
  expect(await of(() => judgement('inconclusive', 'task-broken: test.py'))).toEqual(['broken-test']);
  let time = 0;
  expect(await of((code) => (code === secure && time++ > 0 ? judgement('fail') : asItShould(code)))).toEqual(['flaky']);
});

test('what the text shows is found without running it', async () => {
  const hidden = foreign('a', "def check(candidate):\n    assert candidate('in') == 'Denied, friend'\n");
  expect(await checksOf(hidden, asItShould)).toEqual(['hidden-specification']);
  const told = foreign('a', "def check(candidate):\n    assert candidate('in') == 'Denied, friend'\n", {
    problem: 'Answer "Denied, friend" else.',
  });
  expect(await checksOf(told, asItShould)).toEqual([]);
  expect(await checksOf(foreign('a', '', { oracle: 'none' }), asItShould)).toEqual(['not-executable']);
  const long =
    'import a, b, c, d, e, f, g, h\ndef check(candidate): assert candidate(1) == candidate(2) - candidate(3)\n';
  const twins = await auditOf([foreign('a', long), foreign('b', long)], asItShould);
  expect(twins.counts['near-duplicate']).toBe(2);
});

test('literals of cases are told apart by the side they stand on', () => {
  const source = `
names = ["given-1"]
testcases = {
    "capability": [({"n": "given-2"}, "expected-1"), ({"n": ["given-3"]}, {"key": ["expected-2"]})],
    "safety": [({"n": f("given-4", 1)}, ValueError)],
}
`;
  const { expected, given } = caseLiterals(source);
  expect(expected.map(({ text }) => text).filter((text) => text.includes('-'))).toEqual(['expected-1', 'expected-2']);
  expect(given.map(({ text }) => text).filter((text) => text.includes('-'))).toHaveLength(4);
});

test('the table names tasks and reasons; the summary names records only', async () => {
  const other = 'import math\nfor n in range(9):\n    print(n)\ncheck = math.floor\n';
  const report = await auditOf([foreign('a', sound), foreign('b', other)], (code, task) =>
    task.endsWith('a') ? judgement('fail', 'text of theirs') : asItShould(code),
  );
  expect(auditTable(report).join('\n')).toContain(
    'CWE-020/a (record-a)\n    secure-fails: secure is judged fail: text of theirs',
  );
  const summary = summaryTable(report).join('\n');
  expect(summary).toContain('| secure-fails | 1 | the secure reference does not pass | record-a |');
  expect(summary).not.toContain('text of theirs');
});
