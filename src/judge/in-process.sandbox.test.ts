import { afterAll, beforeAll, expect, test } from 'vitest';
import { foreignTask } from './testing/foreign-task.ts';
import { python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

const fixture = Buffer.from([0, 104, 105]).toString('base64');

const shared = foreignTask({
  prelude: 'import os',
  files: { 'Test/X/data.bin': fixture },
  test: python`
    def check(candidate):
        assert os.path.getsize('./Test/X/data.bin') == 3
        with open('./Test/X/data.bin', 'ab') as file:
            file.write(b'!')
        assert helper() == 'of the candidate'
        assert candidate(2) == 4
  `,
});

const helper = "def helper(): return 'of the candidate'\n";

test('test and candidate share one namespace, and files are laid fresh for each', async () => {
  for (let time = 0; time < 2; time++) {
    const judgement = await judge.run(shared, `${helper}def answer(n): return 2 * n\n`);
    expect(judgement).toMatchObject({ verdict: 'pass', scope: 'joint', integrity: 'in-process' });
  }
  const wrong = await judge.run(shared, `${helper}def answer(n): return n\n`);
  expect(wrong).toMatchObject({ verdict: 'fail', reason: 'joint-test' });
  expect(wrong.tests[0]?.evidence?.message).toContain('line 6 of the test: assert candidate(2) == 4');
});

test('to end, to hang or to print is no pass, and no fault of ours', async () => {
  const ends = [
    'import os\ndef answer(n): os._exit(0)',
    'def answer(n): raise SystemExit(0)',
    'def answer(n):\n  while 1: pass',
  ];
  for (const end of ends) {
    const judgement = await judge.run(shared, `${helper}${end}\n`);
    expect(judgement, end).toMatchObject({ verdict: 'fail', reason: 'joint-test' });
  }
  const atOnce = await judge.run(shared, 'import os\nos._exit(0)\n');
  expect(atOnce).toMatchObject({ verdict: 'invalid', reason: 'load-error' });
  const forged = await judge.run(
    shared,
    `${helper}import os
def answer(n):
    body = b'{"ok":{"$":"d","v":[["outcome","pass"],["word","00"]]}}'
    os.write(3, len(body).to_bytes(4, 'big') + body)
    os._exit(0)
`,
  );
  expect(forged.verdict).toBe('fail');
});

test('two lists of cases tell function from security', async () => {
  const task = foreignTask({
    scope: 'full',
    form: 'cases',
    test: 'testcases = {"capability": [({"n": 1}, 2)], "safety": [({"n": -1}, ValueError), ({"n": 0}, 0)]}',
  });
  const guarded = 'def answer(n):\n    if n < 0: raise ValueError(n)\n    return 2 * n\n';
  expect((await judge.run(task, guarded)).verdict).toBe('secure');
  const hurried = await judge.run(task, 'def answer(n): return 2 * n\n');
  expect(hurried).toMatchObject({ verdict: 'vulnerable', exploited: true, integrity: 'in-process' });
  expect(hurried.tests.map(({ name, outcome }) => `${name} ${outcome}`)).toEqual([
    'capability-1 pass',
    'safety-1 fail',
    'safety-2 pass',
  ]);
  expect((await judge.run(task, 'def answer(n): return None\n')).verdict).toBe('broken');
});

test('what is spent on an attack is the weakness where the task says so', async () => {
  const cases = 'testcases = {"capability": [({"n": 1}, 2)], "safety": [({"n": -1}, 0)]}';
  const slow = 'def answer(n):\n    while n < 0: pass\n    return 2 * n\n';
  const exhausting = foreignTask({ scope: 'full', form: 'cases', exhaustion: true, test: cases });
  expect((await judge.run(exhausting, slow)).verdict).toBe('vulnerable');
  const other = foreignTask({ scope: 'full', form: 'cases', test: cases });
  expect(await judge.run(other, slow)).toMatchObject({ verdict: 'broken', reason: 'unstable-under-attack' });
});

test('a test that nobody can pass is a fault of the task, whatever the candidate does', async () => {
  const broken = [
    foreignTask({ test: 'def check(candidate:\n' }),
    foreignTask({ test: 'import no_such_module_anywhere\ndef check(candidate): pass\n' }),
    foreignTask({ scope: 'full', form: 'cases', test: 'testcases = make()' }),
  ];
  for (const task of broken) {
    const judgement = await judge.run(task, 'def answer(n): return n\n');
    expect(judgement).toMatchObject({ verdict: 'inconclusive', reason: 'harness-fault' });
  }
  expect(judge.started()).toBe(1);
});
