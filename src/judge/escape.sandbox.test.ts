import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Task } from '../core/task.ts';
import { isRoot } from '../sandbox/environment/environment-store.ts';
import { slotUser } from '../sandbox/tiers/slot-user.ts';
import { escapeGroups } from './testing/escapes/all.ts';
import { asCandidate, escapeTask, staying } from './testing/escapes/as-candidate.ts';
import { excuseFor } from './testing/escapes/excused.ts';
import { processesWith } from './testing/escapes/run-outside.ts';
import { openWorld, type World } from './testing/escapes/world.ts';
import { language, notPassed } from './testing/inline-task.ts';
import { openSandboxedJudge, type SandboxedJudge } from './testing/sandboxed-judge.ts';

// Two sandboxes: in one a candidate stays, in the other all programs run one after the other, so that what one leaves
// or breaks is there for the next.
const workers = 2;
let judge: SandboxedJudge;
let world: World;
let task: Task;
const stop = new AbortController();
let neighbour: Promise<unknown>;

beforeAll(async () => {
  world = await openWorld(isRoot() ? slotUser(0) : undefined);
  Object.assign(process.env, world.environment);
  judge = await openSandboxedJudge(workers);
  task = escapeTask(world);
  const patient = {
    ...task,
    definition: { ...task.definition, limits: { ...task.definition.limits, 'wall-seconds': 300 } },
  };
  const submission = { task: patient, language, code: staying(world), seed: 1, signal: stop.signal };
  neighbour = judge.judge(submission).catch((error: unknown) => error);
  await vi.waitUntil(() => processesOf('a-neighbour').length > 0, { timeout: 30_000, interval: 50 });
});
afterAll(async () => {
  await judge.close();
  for (const name of Object.keys(world.environment)) delete process.env[name];
  world.close();
});

const processesOf = (kind: string) => processesWith(world.canaryOf(kind), readdirSync('/proc').filter(Number));

for (const [group, escapes] of Object.entries(escapeGroups)) {
  describe(`refused: ${group}`, () => {
    test.for(Object.entries(escapes))('%s', async ([name, tried], { skip }) => {
      const excuse = excuseFor(name, judge.describe().deviations);
      skip(excuse !== undefined, excuse);
      if (tried.planted !== undefined) {
        const control = await judge.run(task, asCandidate(tried, world, true));
        expect(control, `not found beside what was planted: ${notPassed(control)}`).toMatchObject({
          verdict: 'vulnerable',
        });
      }
      const judgement = await judge.run(task, asCandidate(tried, world));
      expect(judgement, judgement.detail).toMatchObject({ verdict: 'secure' });
      expect(world.disturbances()).toEqual([]);
    });

    test('and honest candidates are judged right after them', async () => {
      const honest = (run: string) => `def run():\n    return ${run}\n\ndef honest():\n    return 42\n`;
      expect(await judge.run(task, honest('"refused", ""'))).toMatchObject({ verdict: 'secure' });
      expect(await judge.run(task, honest('"got", "a file"'))).toMatchObject({ verdict: 'vulnerable' });
    });
  });
}

test('no sandbox was lost, and the candidate that stayed is there', () => {
  expect(judge.started()).toBe(workers);
  expect(processesOf('a-neighbour')).not.toEqual([]);
});

test('when the judge is closed, nothing of them runs any more', async () => {
  stop.abort();
  await neighbour;
  await judge.close();
  expect([...processesOf('a-neighbour'), ...processesOf('one-that-outlives')]).toEqual([]);
});
