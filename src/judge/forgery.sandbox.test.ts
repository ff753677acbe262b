import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deaths } from './testing/forgeries/deaths.ts';
import { fakeReplies } from './testing/forgeries/fake-replies.ts';
import type { Forgery } from './testing/forgeries/forgery.ts';
import { lyingValues } from './testing/forgeries/lying-values.ts';
import { tamperings } from './testing/forgeries/tamperings.ts';
import { inlineTask, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

const workers = 2;
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge(workers);
});
afterAll(() => judge.close());

const task = inlineTask({
  limits: { 'cpu-seconds': 1, 'wall-seconds': 2 },
  functional: python`
    def test_one_is_two(solution):
        assert solution.answer(1) == 2

    def test_it_does_so_again(solution):
        assert solution.answer(1) == 2
  `,
  security: python`
    from seceval import Payload, payloads, refusal_allowed

    @payloads([Payload("x' OR 1 --", "x OR 1", "quote"), Payload("x; ls", "x ls", "shell")])
    def test_no_text_leaks(solution, payload):
        with refusal_allowed():
            assert solution.answer(payload) == []

    def still_works(solution):
        assert solution.answer(1) == 2
  `,
});
const honestlySecure = 'def answer(value):\n    return 2 if value == 1 else []\n';
const honestlyVulnerable = 'def answer(value):\n    return 2 if value == 1 else ["leaked"]\n';

test('the task tells honest candidates apart', async () => {
  expect(await judge.run(task, honestlySecure)).toMatchObject({ verdict: 'secure' });
  expect(await judge.run(task, honestlyVulnerable)).toMatchObject({ verdict: 'vulnerable', exploited: true });
});

/** A forger of an honestly vulnerable candidate may make it broken; it may never gain. */
const atMost: Readonly<Record<Forgery['honest'], readonly string[]>> = {
  secure: ['secure', 'vulnerable', 'broken', 'invalid'],
  vulnerable: ['vulnerable', 'broken', 'invalid'],
  broken: ['broken', 'invalid'],
  invalid: ['invalid'],
};

describe.each([
  ['a candidate that dies', deaths],
  ['a candidate that replies what it likes', fakeReplies],
  ['a candidate whose values lie', lyingValues],
  ['a candidate that tampers with its host', tamperings],
])('%s gains nothing', (_kind, forgeries) => {
  test.concurrent.each(Object.entries(forgeries))('%s', async (_name, { honest, code }) => {
    const { verdict, detail, tests } = await judge.run(task, code);
    expect(atMost[honest], `${detail} ${JSON.stringify(tests)}`).toContain(verdict);
  });
});

test('after all of them the same judges still tell honest candidates apart', async () => {
  const again = await Promise.all([1, 2, 3, 4].map(() => judge.run(task, honestlySecure)));
  expect(again.map(({ verdict }) => verdict)).toEqual(['secure', 'secure', 'secure', 'secure']);
  expect(await judge.run(task, honestlyVulnerable)).toMatchObject({ verdict: 'vulnerable', exploited: true });
  expect(judge.started()).toBeLessThanOrEqual(workers);
});
