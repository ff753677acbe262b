import { test } from 'vitest';
import { openSandboxedJudge } from './testing/sandboxed-judge.ts';
import { inlineTask, python } from './testing/inline-task.ts';
test('rate', async () => {
  const judge = await openSandboxedJudge(4);
  const task = inlineTask({ functional: python`
    def test_a(solution):
        assert solution.answer() == 42
  `});
  const one = () => judge.run(task, 'def answer():\n    return 42\n');
  await Promise.all([1,2,3,4].map(one));
  for (let round = 0; round < 3; round++) {
    const t0 = Date.now();
    await Promise.all(Array.from({length: 300}, one));
    console.log('per second', 300000/(Date.now()-t0));
  }
  await judge.close();
}, 300000);
