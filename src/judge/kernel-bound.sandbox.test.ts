import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findCgroup } from '../sandbox/cgroup/find-cgroup.ts';
import { inlineTask, python, told } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge, testedTier } from './testing/sandboxed-judge.ts';

// What fills memory faster than the judge looks is ended by the kernel. Here the kernel's bound is drawn far below the
// judge's own from outside, so that it is certain to strike first.
const search = await findCgroup();
const memory = search.found && testedTier === 'bubblewrap' ? search.place.memory : undefined;
const reason = memory !== undefined ? '' : search.found ? ` (not in the tier ${testedTier})` : ` (${search.detail})`;

let judge: SandboxedJudge;
beforeAll(async () => {
  judge = await openSandboxedJudge();
});
afterAll(() => judge.close());

const limits = { 'memory-mib': 1024, 'files-mib': 8 };
const honest = 'def fill():\n    return "done"\n';
const task = inlineTask({
  limits,
  entryPoints: ['fill'],
  functional: 'def test_fill(solution):\n    assert solution.fill() == "done"\n',
});

const fillings: Readonly<Record<string, string>> = {
  'its own process': python`
    def fill():
        return "done" if bytearray(b"x") * (300 << 20) else ""
  `,
  'a child whose end it does not mind': python`
    import os

    def fill():
        child = os.fork()
        if child == 0:
            bytearray(b"x") * (300 << 20)
            os._exit(0)
        os.waitpid(child, 0)
        return "done"
  `,
  'many children': python`
    import os, time

    def fill():
        for _ in range(8):
            if os.fork() == 0:
                held = bytearray(b"x") * (40 << 20)
                time.sleep(5)
                os._exit(0)
        while True:
            os.wait()
  `,
};

const groups = () => {
  const own = readdirSync(memory ?? '').find((name) => name.startsWith(`seceval-${process.pid}-`));
  return join(memory ?? '', own ?? '');
};
const group = () => join(groups(), 'slot-0');

describe.skipIf(memory === undefined)(`the kernel's bound is a spent limit${reason}`, () => {
  test('it lies above all that the judge itself allows, and no process of the judge is in it', async () => {
    expect(await judge.run(task, honest)).toMatchObject({ verdict: 'secure' });
    const bound = Number(readFileSync(join(group(), boundFile()), 'utf8'));
    expect(bound).toBeGreaterThan((1024 + 3 * 8) << 20);
    expect(bound).toBeLessThan(3 * (1024 << 20));
    // What was killed is on its way out for a moment.
    await expect.poll(() => readFileSync(join(group(), 'cgroup.procs'), 'utf8'), { timeout: 10_000 }).toBe('');
  });

  for (const [name, code] of Object.entries(fillings)) {
    test(name, async () => {
      expect(await judge.run(task, honest)).toMatchObject({ verdict: 'secure' });
      writeFileSync(join(group(), boundFile()), String(200 << 20));
      const judgement = await judge.run(task, code);
      expect(judgement, judgement.detail).toMatchObject({ verdict: 'broken', reason: 'function' });
      expect(told(judgement, 'test_fill')).toMatch(/^error: memory limit spent: the kernel ended a process of it/);
      expect(await judge.run(task, honest)).toMatchObject({ verdict: 'secure' });
      expect(judge.started()).toBe(1);
    });
  }
});

describe.skipIf(memory === undefined)(`a machine without memory is no word on the candidate${reason}`, () => {
  // A bound above all groups of this process stands for the machine's memory.
  const machine = () => join(groups(), boundFile());
  const without = async (code: string) => {
    writeFileSync(machine(), String(120 << 20));
    try {
      return await judge.run(task, code);
    } finally {
      writeFileSync(machine(), search.found && search.place.version === 1 ? '-1' : 'max');
    }
  };

  test('whoever holds what it may is inconclusive, and judged as ever when there is memory again', async () => {
    const allowed = fillings['its own process'] ?? '';
    writeFileSync(join(group(), boundFile()), String(2 ** 31)); // the others have left it low
    expect(await judge.run(task, allowed)).toMatchObject({ verdict: 'secure' });
    expect(await without(allowed)).toMatchObject({ verdict: 'inconclusive' });
    expect(await judge.run(task, allowed)).toMatchObject({ verdict: 'secure' });
  });
});

function boundFile(): string {
  return search.found && search.place.version === 1 ? 'memory.limit_in_bytes' : 'memory.max';
}
