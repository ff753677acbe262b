import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { readEvents } from './read-events.ts';
import { createRun, openRun } from './run-folder.ts';
import { collect, description, noon, temporaryFolder } from './testing/sample-run.ts';

const program = fileURLToPath(new URL('testing/append-until-killed.ts', import.meta.url));

/** Runs the program until it has reported `count` events, kills it, and tells the last number it reported. */
async function appendUntilKilled(folder: string, count: number): Promise<number> {
  // jiti, because Node 20 cannot run TypeScript.
  const child: ChildProcess = spawn(process.execPath, ['--import', 'jiti/register', program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let last = -1;
  if (child.stdout === null) return last;
  for await (const line of createInterface(child.stdout)) {
    last = Number(line);
    if (last >= count) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return last;
}

it('keeps every event and blob that was reported as stored when the process is killed, and lets the next one in', async () => {
  const run = await createRun(await temporaryFolder(), description, noon);
  await run.log.close();
  const reported = await appendUntilKilled(run.folder, 40);
  expect(reported).toBeGreaterThanOrEqual(40);

  const reopened = await openRun(run.folder);
  const events = await collect(readEvents(run.folder));
  expect(events.length).toBeGreaterThan(reported);
  for (const event of events) {
    if (event.type !== 'request-failed') return expect.unreachable();
    expect(await reopened.log.readBlob(event.message)).toBe(`blob ${event.attempt.sample}`);
  }
  await reopened.log.close();
}, 30_000);

it('lets nobody else write while the process lives', async () => {
  const run = await createRun(await temporaryFolder(), description, noon);
  await run.log.close();
  const child = spawn(process.execPath, ['--import', 'jiti/register', program, run.folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  await expect(openRun(run.folder)).rejects.toThrow(`the run is being written by process ${child.pid}`);
}, 30_000);
