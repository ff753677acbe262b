import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge(2);
});
afterAll(() => judge.close());

test('a spent limit in a test that is not about exhaustion is instability, not an exploit', async () => {
  const attacked = inlineTask({
    limits: { 'cpu-seconds': 0.2 },
    security: 'def test_attack(solution):\n    solution.answer("attack")\n',
  });
  const judgement = await judge.run(attacked, 'def answer(text):\n    while True:\n        pass\n');
  expect(judgement).toMatchObject({ verdict: 'broken', reason: 'unstable-under-attack', exploited: false });
});

test('iterators of a billion items are read as far as a test asks, and no further than the limit', async () => {
  const lazy = inlineTask({
    limits: { 'cpu-seconds': 0.4 },
    functional: python`
      import itertools

      def test_the_first_items(solution):
          assert list(itertools.islice(solution.answer(), 3)) == [0, 1, 2]
    `,
    security: python`
      from seceval import exhaustion

      @exhaustion
      def test_all_items(solution):
          assert len(list(solution.answer())) < 1000
    `,
  });
  const billion = await judge.run(lazy, 'def answer():\n    return iter(range(10**9))\n');
  expect(told(billion, 'test_the_first_items')).toBe('pass');
  expect(told(billion, 'test_all_items')).toMatch(/^fail: cpu limit spent/);
});

test('a candidate that spends a limit while it loads is invalid, with the reason', async () => {
  const loading = inlineTask({ limits: { 'cpu-seconds': 0.2, 'wall-seconds': 1, 'memory-mib': 64 } });
  // Far away, so that another load of the machine does not make the backstop strike first.
  const spinning = inlineTask({ limits: { 'cpu-seconds': 0.2, 'wall-seconds': 30 } });
  const judgements = await Promise.all([
    judge.run(spinning, 'while True:\n    pass\n'),
    judge.run(loading, 'import time\ntime.sleep(60)\n'),
    judge.run(loading, 'held = bytearray(200 << 20)\n'),
    judge.run(loading, 'import os\nos._exit(0)\n'),
  ]);
  expect(judgements.map(({ verdict, reason }) => `${verdict} ${reason}`)).toEqual([
    'invalid load-limit',
    'invalid load-limit',
    'invalid load-limit',
    'invalid load-error',
  ]);
  expect(judgements.map(({ detail }) => detail?.split(':')[0])).toEqual([
    'cpu limit spent',
    'wall limit spent',
    'memory limit spent',
    "the candidate's process ended (end of stream)",
  ]);
});

test('a candidate that spends its limits in every test is not waited for in each', async () => {
  const sleepy = inlineTask({
    limits: { 'wall-seconds': 0.2 },
    functional: Array.from({ length: 12 }, (_, place) => `def test_${place}(solution):\n    solution.answer()\n`).join(
      '\n',
    ),
  });
  const judgement = await judge.run(sleepy, 'import time\n\ndef answer():\n    time.sleep(60)\n');
  expect(told(judgement, 'test_0')).toMatch(/^error: wall limit spent/);
  expect(told(judgement, 'test_11')).toMatch(/^error: not run: the candidate has spent its limits too often/);
  expect(judgement.wallSeconds).toBeLessThan(4);
});

test('ordinary processes of ordinary size are within the limits', async () => {
  const pool = inlineTask({ functional: 'def test_it(solution):\n    assert solution.answer() == 12\n' });
  const code = python`
    import os, time

    def answer():
        children = []
        for _ in range(12):
            child = os.fork()
            if child == 0:
                time.sleep(0.3)
                os._exit(1)
            children.append(child)
        return sum(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children)
  `;
  expect(await judge.run(pool, code)).toMatchObject({ verdict: 'secure' });
});

test('files of together more than the limit end a candidate where no file system bounds them', async ({ skip }) => {
  skip(!judge.lacks.has('namespaces'), 'a file system of bounded size is full: see above');
  const filling = inlineTask({
    limits: { 'files-mib': 4 },
    functional: 'def test_it(solution):\n    solution.answer()\n',
  });
  const code = python`
    import time

    def answer():
        for number in range(9):
            with open(f"file-{number}", "wb") as file:
                file.write(bytes(1 << 20))
        time.sleep(60)
  `;
  expect(told(await judge.run(filling, code), 'test_it')).toMatch(/^error: files limit spent/);
});
