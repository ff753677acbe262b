import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { newFolder, seceval, startSeceval, variant } from './support/seceval.ts';

const { stdout } = await seceval(['doctor', '--json']);
const report: { tiers: { name: string; works: boolean; detail: string }[] } = JSON.parse(stdout);
const tier = report.tiers.find(({ name }) => name === 'container');
const engine = /^(podman|docker) /.exec(tier?.detail ?? '')?.[1] ?? 'podman';

function containersOf(pid: number): string[] {
  const words = ['ps', '--all', '--filter', 'label=seceval', '--format', '{{.Names}}'];
  const listed = spawnSync(engine, words, { encoding: 'utf8' }).stdout;
  return listed.split('\n').filter((name) => name.startsWith(`seceval-${pid}-`));
}

function processesOf(pid: number): number {
  const [name] = containersOf(pid);
  if (name === undefined) return 0;
  const listed = spawnSync(engine, ['top', name], { encoding: 'utf8' }).stdout;
  return listed.trim().split('\n').length - 1; // below its heading
}

/** Well below the 20 seconds after which the judge gives up a candidate that sleeps, and would see by itself. */
async function untilNoneIsLeft(pid: number): Promise<string[]> {
  const until = performance.now() + 8000;
  let left = containersOf(pid);
  while (left.length > 0 && performance.now() < until) {
    await sleep(300);
    left = containersOf(pid);
  }
  return left;
}

const reason = tier?.works === false ? ` (skipped: ${tier.detail})` : '';
const testHere = test.skipIf(tier?.works !== true);

testHere(`a run in containers is stamped, and leaves none behind${reason}`, async () => {
  let pid = 0;
  const words = ['run', '--tier', 'container', '--workers', '2', '--model', 'reference:secure', '--json'];
  const ended = await seceval([...words, '--task', 'order-search,report-reader'], {
    onStart: (child) => {
      pid = child.pid ?? 0;
    },
  });
  expect(ended.code, ended.stderr).toBe(0);
  const { manifest, overall } = JSON.parse(ended.stdout);
  expect(manifest.sandbox).toMatchObject({ tier: 'container', deviations: [] });
  expect(manifest.sandbox.limits.memory).toContain('for the whole container');
  expect(overall[0].counts.verdicts).toMatchObject({ secure: 2 });
  expect(await untilNoneIsLeft(pid)).toEqual([]);
});

testHere(
  `a container ends and is removed when seceval is killed, also in the middle of a candidate${reason}`,
  async () => {
    const file = join(newFolder(), 'candidate.py');
    const endless = 'import time\ntime.sleep(1000)\n';
    writeFileSync(file, variant('CWE-089/order-search', 'secure') + endless);
    const child = startSeceval(['try', 'order-search', file, '--tier', 'container']);
    const pid = child.pid ?? 0;
    // Supervisor, forker, judge, and a host: from then on the judge waits for the candidate.
    for (let round = 0; round < 200 && processesOf(pid) < 4; round++) await sleep(100);
    expect(processesOf(pid)).toBe(4);
    child.kill('SIGKILL');
    await once(child, 'close');
    expect(await untilNoneIsLeft(pid)).toEqual([]);
  },
);
