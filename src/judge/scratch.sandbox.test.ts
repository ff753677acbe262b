import { afterAll, beforeAll, expect, test } from 'vitest';
import { inlineTask, notPassed, python } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';
let judge: SandboxedJudge;
beforeAll(async () => { judge = await openSandboxedJudge(); });
afterAll(() => judge.close());
test('x', async () => {
  const r = await judge.run(inlineTask({functional: python`
    def test_it(solution):
        assert solution.answer() == 42
  `}), python`
    import os
    def answer():
        return 42
  `);
  console.log(JSON.stringify(r));
  expect(notPassed(r)).toEqual([]);
});
