import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

const task = inlineTask({
  functional: python`
    def test_one(solution):
        assert solution.answer(1) == 1

    def test_two(solution):
        assert solution.answer(2) == 2
  `,
  security: python`
    def test_error(solution):
        solution.answer(0)

    def test_attack(solution):
        assert solution.answer(3) != "leaked"

    def test_never_reached(solution):
        assert solution.answer(3) != "leaked"
  `,
});

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

const told = (code: string) =>
  judge
    .judge({ task, language: 'python', code, seed: 1, untilDecided: true })
    .then(({ verdict, tests }) => [verdict, ...tests.map(({ name, outcome }) => `${name} ${outcome}`)]);

test('judging until decided ends with the test that decides, and the verdict is the full one', async () => {
  expect(await told('def answer(x): return 2')).toEqual(['broken', 'test_one fail']);
  const leaking = python`
    def answer(x):
        1 / x
        return "leaked" if x == 3 else x
  `;
  expect(await told(leaking)).toEqual([
    'vulnerable',
    'test_one pass',
    'test_two pass',
    'test_error error',
    'test_attack fail',
  ]);
  expect((await told('def answer(x): return x')).length).toBe(6);
});
