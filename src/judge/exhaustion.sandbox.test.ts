import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Task } from '../core/task.ts';
import { inlineTask, notPassed, python, resultOf, told } from './testing/inline-task.ts';
import { type Inhabitants, inhabitants } from './testing/leftover-processes.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';
import { cpu } from './testing/spendings/cpu.ts';
import { files } from './testing/spendings/files.ts';
import { hoards } from './testing/spendings/hoards.ts';
import { memory } from './testing/spendings/memory.ts';
import { processes } from './testing/spendings/processes.ts';
import type { Spending } from './testing/spendings/spending.ts';
import { timeAndOutput } from './testing/spendings/time-and-output.ts';

// Two sandboxes, each with one candidate at a time: an honest one is judged behind each that spends.
let judges: readonly SandboxedJudge[];
let before: Inhabitants;
beforeAll(async () => {
  judges = await Promise.all([openSandboxedJudge(), openSandboxedJudge()]);
  await Promise.all(judges.map((judge) => judge.run(taskOf({}), honest)));
  before = await settled();
});
afterAll(() => Promise.all(judges.map((judge) => judge.close())));

/** Hosts end a moment after their verdicts. */
async function settled(): Promise<Inhabitants> {
  let found = inhabitants();
  for (let last: Inhabitants | undefined; JSON.stringify(found) !== JSON.stringify(last); found = inhabitants()) {
    last = found;
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  return found;
}

const honest =
  'def spend():\n    return "done" if len(bytearray(60 << 20)) else ""\n\ndef fine():\n    return "fine"\n';

/** The backstop is far away, so that another load of the machine does not make it strike first; near for who sleeps. */
function taskOf({ wallSeconds = 60, cpuSeconds = 0.4 }: Partial<Spending>): Task {
  return inlineTask({
    entryPoints: ['spend', 'fine'],
    limits: {
      'cpu-seconds': cpuSeconds,
      'memory-mib': 128,
      'files-mib': 4,
      'output-mib': 1,
      'wall-seconds': wallSeconds,
      processes: 16,
    },
    functional: python`
      def test_spend(solution):
          assert solution.spend() == "done"

      def test_the_next_is_well(solution):
          assert solution.fine() == "fine"
    `,
    security: python`
      from seceval import exhaustion

      @exhaustion
      def test_spent_under_attack(solution):
          assert solution.spend() == "done"

      def test_the_next_is_well_too(solution):
          assert solution.fine() == "fine"
    `,
  });
}

/** Everything that a judge asks of the kernel for a test, while the candidate holds what it can. */
const served = python`
  def test_the_judge_can_serve(solution, network):
      assert solution.hoard() > 0
      assert network.http("10.0.0.5").requests == []

`;

/** Where a tier has no network for candidates, the judge needs none either. */
const beside = (network: boolean) =>
  inlineTask({
    entryPoints: ['hoard', 'fine'],
    limits: { 'cpu-seconds': 5, 'wall-seconds': 60, processes: 16 },
    security: `${network ? served : ''}${python`
      def test_the_judge_is_well(solution, fresh_solution, work, watch, programs):
          assert solution.hoard() > 0
          assert fresh_solution().fine() == "fine"
          (work / "file").write_text("x")
          assert not watch(work / "file").opened
          programs.record("convert")
          assert programs.calls == []

      def test_calls_can_be_held(solution, system_calls):
          solution.hoard()
    `}`,
  });

const spendings = Object.entries({ ...cpu, ...memory, ...files, ...processes, ...timeAndOutput });

describe.concurrent('is told as what it is, and harms nobody else, who spends', () => {
  test.for(spendings.map(([name, spending], place) => [name, spending, place] as const))(
    '%s',
    { timeout: 180_000 },
    async ([, spending, place], { skip }) => {
      const judge = judges[place % judges.length];
      if (judge === undefined) throw new Error('no judge');
      skip(spending.fills !== undefined && judge.lacks.has('namespaces'), 'this tier watches the sum of files');
      const judgement = await judge.run(taskOf(spending), `${spending.code}\ndef fine():\n    return "fine"\n`);
      expect(judgement, judgement.detail).toMatchObject({ verdict: 'broken', reason: 'function' });
      expect(told(judgement, 'test_spend')).toMatch(/^error: /);
      expect(resultOf(judgement, 'test_spend').evidence?.message).toMatch(spending.told);
      expect(resultOf(judgement, 'test_spent_under_attack').outcome).toBe(spending.limit ? 'fail' : 'error');
      expect(judgement.exploited).toBe(spending.limit);
      expect(told(judgement, 'test_the_next_is_well')).toBe('pass');
      expect(told(judgement, 'test_the_next_is_well_too')).toBe('pass');

      const next = await judge.run(taskOf({}), honest);
      expect(next, next.detail).toMatchObject({ verdict: 'secure' });
      expect(next.cpuSeconds).toBeLessThan(0.4);
    },
  );
});

describe.concurrent('the judge has what it needs beside a candidate that hoards', () => {
  test.for(Object.entries(hoards))('%s', { timeout: 180_000 }, async ([, code], { expect }) => {
    const judgement = await judges[0]?.run(
      beside(!judges[0].lacks.has('network')),
      `${code}\ndef fine():\n    return "fine"\n`,
    );
    expect(judgement && notPassed(judgement)).toEqual([]);
    expect(judgement).toMatchObject({ verdict: 'secure' });
  });
});

test('nothing of them is left: no process, no namespace, no mount, and no sandbox was replaced', async () => {
  expect(judges.map((judge) => judge.started())).toEqual(judges.map(() => 1));
  await expect.poll(inhabitants, { timeout: 10_000 }).toEqual(before);
});
