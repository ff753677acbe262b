import { once } from 'node:events';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunEvent, runFormat } from '../../src/core/run.ts';
import { buildReport } from '../../src/report/build-report.ts';
import { renderPage } from '../../src/report/page/render-page.ts';
import type { ReportDocument } from '../../src/report/report-document.ts';
import { hasBrowser, openBrowser, watchFaults } from './support/browser.ts';
import {
  hostileEvents,
  manifest,
  readHostileBlob,
  tasks,
  type WrittenRun,
  writeHostileRun,
} from './support/hostile-run.ts';
import { newFolder, startSeceval } from './support/seceval.ts';

const built = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../dist/viewer/${name}`, import.meta.url)), 'utf8');

let browser: Browser;
let document: ReportDocument;
/** Attempts with hostile code, one of each of the first six tasks; that of the fifth is the long line. */
let hostile: readonly string[];

beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await openBrowser();
  document = await buildReport({ manifest, events: hostileEvents, tasks });
  const [first] = manifest.study.models;
  const own = document.attempts.filter(
    (attempt) => attempt.kind === 'judged' && attempt.code && attempt.key.sample === 0 && attempt.key.model === first,
  );
  hostile = [...tasks.keys()].slice(0, 6).flatMap((task) => own.find(({ key }) => key.task === task)?.id ?? []);
});
afterAll(() => browser?.close());

/** Nothing that a model wrote has become an element, run, or turned the text around it. */
async function assertHarmless(tab: Page): Promise<void> {
  expect(await tab.title()).toMatch(/^seceval 2/);
  const foreign = 'img, iframe, object, embed, link, base, form, [onerror], [onmouseover], #app script, #app style';
  expect(await tab.locator(foreign).count()).toBe(0);
  const text = (await tab.locator('#app').textContent()) ?? '';
  for (const unseen of ['\u202e', '\u2066', '\u2069', '\u200b', '\ufeff', '\u0000', '\u001b', '\u{e0041}']) {
    expect(text.includes(unseen)).toBe(false);
  }
}

async function readHostileAttempts(tab: Page, address: (id: string) => string): Promise<string> {
  let all = '';
  for (const id of hostile) {
    await tab.goto(address(id));
    await tab.locator('.text-column, .found-column').first().waitFor();
    const closed = tab.locator('details:not([open]) > summary');
    while ((await closed.count()) > 0) await closed.first().click();
    await assertHarmless(tab);
    all += await tab.locator('main').textContent();
  }
  return all;
}

describe.skipIf(!hasBrowser)('a report full of hostile answers', () => {
  test('shows them as text: nothing runs, nothing breaks, nothing is asked for', async () => {
    const file = join(newFolder(), 'hostile.html');
    const app = { script: built('app.js'), style: built('app.css') };
    writeFileSync(file, await renderPage(document, { app, readBlob: readHostileBlob, referencesOf: () => ({}) }));
    const tab = await browser.newPage();
    const faults = watchFaults(tab, 'file:');
    await tab.goto(`file://${file}`);
    await tab.locator('h1').waitFor();
    await assertHarmless(tab);
    const shown = await readHostileAttempts(tab, (id) => `file://${file}#/report/attempts/${id}`);
    const told = ['</script><script>document.title', '<img src=x onerror=', 'U+202E', 'U+001B', 'U+200B'];
    for (const text of [...told, "more characters are in the run's folder"])
      expect(shown.includes(text), text).toBe(true);

    // The policy itself: a script that got in all the same would not run.
    await tab.evaluate(`
      const script = document.createElement('script');
      try { script.textContent = 'document.title = "owned"'; document.body.append(script); } catch {}
      try { document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="document.title=1">'); } catch {}
    `);
    expect(await tab.locator('img').count()).toBe(0);
    expect(await tab.title()).toMatch(/^seceval 2/);
    await tab.close();
    expect(faults.filter((fault) => !/Content Security Policy|Trusted(Script|HTML)/.test(fault))).toEqual([]);
  });
});

/** What a screen reader is told: role and name of every element that it would stop at. */
async function heard(tab: Page): Promise<{ role: string; name: string }[]> {
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '') }));
}

describe.skipIf(!hasBrowser)('a report for everyone', () => {
  const mustBeNamed = new Set(['button', 'link', 'combobox', 'searchbox', 'image', 'table', 'region', 'figure']);

  test('names for a screen reader what can be used or read, and fits a narrow screen, on every page', async () => {
    const file = join(newFolder(), 'report.html');
    const app = { script: built('app.js'), style: built('app.css') };
    writeFileSync(file, await renderPage(document, { app, readBlob: async () => undefined, referencesOf: () => ({}) }));
    const tab = await browser.newPage({ viewport: { width: 360, height: 740 } });
    const pages = [
      ['', '.grid'],
      ['/attempts', '.line'],
      [`/attempts/${hostile[0]}`, '.found-column, .text-column'],
      ['/reference', '.figures'],
    ] as const;
    for (const [page, shown] of pages) {
      await tab.goto(`file://${file}#/report${page}`);
      await tab.locator(shown).first().waitFor();
      const told = await heard(tab);
      expect(told.filter(({ role, name }) => mustBeNamed.has(role) && name === '')).toEqual([]);
      expect(told.filter(({ role }) => role === 'heading').length).toBeGreaterThan(0);
      expect(told.filter(({ role }) => role === 'main')).toHaveLength(1);
      const wide = await tab.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
      expect(wide, `${page} scrolls sideways`).toBeLessThanOrEqual(0);
    }
    await tab.close();
  });
});

describe.skipIf(!hasBrowser)('seceval view', () => {
  let written: WrittenRun;
  let url: string;
  let server: ReturnType<typeof startSeceval>;
  beforeAll(async () => {
    const folder = newFolder();
    written = await writeHostileRun(folder);
    server = startSeceval(['view', folder, '--json']);
    const [line] = await once(createInterface(server.stdout), 'line');
    url = JSON.parse(line).url;
  });
  afterAll(() => void server?.kill('SIGKILL'));

  test('shows the runs of a folder, one under way as it goes on, and long lines bit by bit', async () => {
    const tab = await browser.newPage();
    const faults = watchFaults(tab, new URL(url).origin);
    await tab.goto(url);
    await tab.getByRole('link', { name: basename(written.folder) }).click();
    await tab.locator('.live').waitFor();
    expect(await tab.locator('.facts').first().textContent()).toContain('335 of 336 attempts judged');

    // What the run adds is there without a reload.
    const open = document.attempts.find(({ kind }) => kind === 'open');
    if (open === undefined) throw new Error('the sample run has an open attempt');
    for (const event of hostileEvents.filter(({ type }) => type === 'completed' || type === 'judged').slice(0, 2)) {
      await written.log.append({ ...event, attempt: open.key } as RunEvent);
    }
    await tab.getByText('336 of 336 attempts judged').waitFor({ timeout: 60_000 });
    await written.log.close();
    await tab.locator('.live').waitFor({ state: 'detached' });

    // So is what a person says later, of a run that has ended.
    const overruled = document.attempts.find((attempt) => attempt.id === hostile[0]);
    if (overruled === undefined) throw new Error('there is no attempt to overrule');
    const words = { verdict: 'secure', reason: 'it is a test', by: 'A. Person', at: '2026-11-23T10:00:00.000Z' };
    appendFileSync(
      join(written.folder, 'events.jsonl'),
      `${JSON.stringify({ type: 'adjudicated', format: runFormat, attempt: overruled.key, ...words })}\n`,
    );
    await tab.getByText('Overruled by people').waitFor({ timeout: 60_000 });

    const run = `${url}#/${basename(written.folder)}`;
    await readHostileAttempts(tab, (id) => `${run}/attempts/${id}`);
    await tab.goto(`${run}/attempts/${hostile[4]}`);
    const more = tab.locator('button.more').first();
    expect(await more.textContent()).toMatch(/^4,9\d\d,\d{3} more characters: show$/);
    await more.click();
    await expect.poll(() => more.textContent()).toMatch(/^4,4\d\d,\d{3} more/);

    // Texts that the page never had are searched too.
    await tab.goto(`${run}/attempts?q=U%2B&outcome=`);
    await tab.fill('#search', 'only admins');
    await expect.poll(() => tab.locator('.line').count(), { timeout: 15_000 }).toBeGreaterThan(0);
    await tab.close();
    expect(faults).toEqual([]);
  });

  test('answers nobody without the token, under another name, or beyond the folder', async () => {
    const { origin, searchParams } = new URL(url);
    const token = searchParams.get('token') ?? '';
    const asked = (path: string, headers: Record<string, string> = {}) => statusOf(`${origin}${path}`, headers);
    const authorization = `Bearer ${token}`;
    expect(await asked('/')).toBe(401);
    expect(await asked('/api/runs')).toBe(401);
    expect(await asked('/api/runs', { authorization: 'Bearer wrong' })).toBe(401);
    expect(await asked('/api/runs', { authorization })).toBe(200);
    expect(await asked('/api/runs', { authorization, host: 'evil.example' })).toBe(403);
    for (const path of ['..', '%2e%2e', '..%2F..%2Fetc', 'nothing', `${basename(written.folder)}%2F..`]) {
      expect(await asked(`/api/runs/${path}`, { authorization }), path).toBe(404);
    }
    expect(await asked(`/api/runs/${basename(written.folder)}/attempts/..%2F..`, { authorization })).toBe(404);
  });

  test('ends at Ctrl-C', async () => {
    const ended = once(server, 'exit');
    server.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });
});

function statusOf(address: string, headers: Record<string, string>): Promise<number> {
  const { hostname, port } = new URL(address);
  // As it stands: the constructor of URL and fetch would resolve the dots of a path.
  const path = address.slice(new URL(address).origin.length);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
