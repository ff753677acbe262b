import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { RunEvent } from '../core/run.ts';
import { buildPageData } from '../report/page/build-page-data.ts';
import { sampleRun } from '../report/testing/sample-run.ts';
import { readListedReport } from './read-listed.ts';
import { readReport } from './read-report.ts';

const { manifest, events } = sampleRun({ tasks: 3, samples: 4 });
const suite = undefined;
const at = '2026-11-22T10:00:00.000Z';

/** As a run writes it: what was shown before the sample, the time last. */
function lineOf(event: RunEvent): string {
  const { type, at, ...rest } = event;
  if (!('attempt' in rest)) return JSON.stringify(event);
  const { sample, ...posed } = rest.attempt;
  return JSON.stringify({ type, ...rest, attempt: { ...posed, sample }, at });
}

async function write(more: readonly RunEvent[] = []): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'seceval-listed-'));
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'events.jsonl'), [...events, ...more].map((event) => `${lineOf(event)}\n`).join(''));
  return folder;
}

const judged = events.filter((event) => event.type === 'judged');
const [again, overruled, restored] = judged.slice(3).map(({ attempt }) => attempt);
if (again === undefined || overruled === undefined || restored === undefined)
  throw new Error('the sample is too small');
const verdict = { format: 1 as const, verdict: 'secure' as const, reason: 'harmless', by: 'Ada' };
const later: readonly RunEvent[] = [
  // A newer completion makes void what was found in an older one.
  { type: 'completed', at, attempt: again, blob: 'newer', finish: 'stop', usage: {}, cached: false },
  { type: 'adjudicated', at, attempt: overruled, ...verdict },
  { type: 'adjudicated', at, attempt: restored, ...verdict },
  { type: 'adjudication-undone', at, format: 1, attempt: restored, reason: 'a slip', by: 'Ada' },
];

it('shows a page what the whole run would show it, and reads the rest of an attempt from its lines', async () => {
  const folder = await write(later);
  const whole = await readReport(folder, { suite });
  const listed = await readListedReport(folder, { suite, descriptive: false });
  const told = { kind: 'served' } as const;
  expect(JSON.parse(JSON.stringify(buildPageData(listed.document, told)))).toEqual(
    JSON.parse(JSON.stringify(buildPageData(whole, told))),
  );
  for (const [place, attempt] of listed.document.attempts.entries()) {
    expect(await listed.whole(attempt)).toEqual(whole.attempts[place]);
  }
});

it('lists the first samples of each prompt where there are more than a list may have; figures are of all', async () => {
  const folder = await write();
  const all = await readListedReport(folder, { suite, descriptive: false });
  const half = await readListedReport(folder, {
    suite,
    descriptive: false,
    list: { samples: 4, limit: all.document.attempts.length / 2 },
  });
  const wanted = all.document.attempts.filter(({ key }) => key.sample < 2);
  expect(half.document.attempts).toEqual(wanted);
  expect(half.document.attemptsLeftOut).toBe(all.document.attempts.length - wanted.length);
  expect(half.document).toMatchObject({ totals: all.document.totals, overall: all.document.overall });

  const few = await readListedReport(folder, { suite, descriptive: false, list: { samples: 4, limit: 10 } });
  expect(few.document.attempts.length).toBeGreaterThan(5);
  expect(few.document.attempts.length).toBeLessThanOrEqual(10);
  expect(few.document.attempts.every(({ key }) => key.sample === 0)).toBe(true);
  expect(few.document.overall).toEqual(all.document.overall);
});

it('refuses lines that by now tell of another attempt', async () => {
  const folder = await write();
  const { document, whole } = await readListedReport(folder, { suite, descriptive: false });
  const [first] = document.attempts;
  if (first === undefined) throw new Error('there is none');
  await writeFile(join(folder, 'events.jsonl'), `${lineOf(events[0] as RunEvent)}\n`);
  await expect(whole(first)).rejects.toThrow('not what it was');
});
