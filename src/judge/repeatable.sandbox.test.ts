import { expect, test } from 'vitest';
import { inlineTask, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge } from './testing/sandboxed-judge.ts';

const telling = inlineTask({
  functional: python`
    def test_told(solution):
        assert solution.answer() == None
  `,
});
const code = python`
  import random

  def answer():
      return list({"alpha", "beta", "gamma", "delta", "epsilon", "zeta"}), random.random()
`;

test('sets come in one order in every sandbox, and no two candidates draw the same random numbers', async () => {
  const orders = new Set<string | undefined>();
  const drawn = new Set<string | undefined>();
  for (let sandbox = 0; sandbox < 3; sandbox++) {
    const judge = await openSandboxedJudge();
    try {
      for (let candidate = 0; candidate < 2; candidate++) {
        const told = notPassed(await judge.run(telling, code)).join();
        const [, order, number] = /left of ==: \((\[.*\]), ([\d.e-]+)\)/.exec(told) ?? [told];
        orders.add(order);
        drawn.add(number);
      }
    } finally {
      await judge.close();
    }
  }
  expect([...orders]).toEqual([expect.stringContaining('alpha')]);
  expect(drawn.size).toBe(6);
});
