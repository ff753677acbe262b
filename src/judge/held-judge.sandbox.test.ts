import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hindrances } from './testing/hindrances.ts';
import { inlineTask, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

// What a candidate leaves in the way of the judge's own part of a test: it must neither hold the judge up for ever
// nor pass for a fault of the harness.
let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge(2);
});
afterAll(() => judge.close());

const limits = { 'cpu-seconds': 1, 'files-mib': 8 };

const elsewhere = inlineTask({ functional: 'def test_it(solution):\n    assert solution.answer() == 42\n' });

describe.concurrent('a judge is not held up by', () => {
  for (const [name, { test: functional, code, told: expected, wallSeconds = 10 }] of Object.entries(hindrances)) {
    test(name, async () => {
      const judgement = await judge.run(
        inlineTask({ limits: { ...limits, 'wall-seconds': wallSeconds }, functional }),
        code,
      );
      expect(judgement, judgement.detail).toMatchObject({ verdict: 'broken', reason: 'function' });
      expect(told(judgement, 'test_it')).toMatch(expected);
      expect(await judge.run(elsewhere, 'def answer():\n    return 42\n')).toMatchObject({ verdict: 'secure' });
    });
  }
});

test('a source that is larger than the files of its task is judged all the same', async () => {
  const small = inlineTask({ limits: { 'files-mib': 1 } });
  const judgement = await judge.run(small, `# ${'x'.repeat(3 << 20)}\ndef answer():\n    return 42\n`);
  expect(judgement).toMatchObject({ verdict: 'secure' });
});
