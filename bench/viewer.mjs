#!/usr/bin/env node
// How the report's app copes with many attempts: time to the first paint, to a filtered list and to a sorted one, in
// Chromium, for a generated run in one file and, from its folder, by `seceval view`.
//   node bench/viewer.mjs [--attempts 100000] [--json FILE] [--browser /usr/bin/chromium]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createJiti } from 'jiti';
import { chromium } from 'playwright-core';

const { values } = parseArgs({
  options: {
    attempts: { type: 'string', default: '100000' },
    json: { type: 'string' },
    browser: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const attempts = Number(values.attempts);
if (!Number.isInteger(attempts) || attempts < 100) {
  console.error('bench: --attempts takes a whole number from 100');
  process.exit(2);
}
const project = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'seceval-bench-'));
try {
  const file = join(folder, 'report.html');
  const run = await makeRun();
  const made = await makeReport(run, file);
  writeRun(run, join(folder, 'runs'));
  const browser = await chromium.launch({
    executablePath: values.browser,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  const result = { ...made };
  try {
    result.file = await measure(browser, pathToFileURL(file).href, '#/report');
    result.view = await measureView(browser, join(folder, 'runs'), run.manifest.id);
  } finally {
    await browser.close();
  }
  for (const [name, value] of Object.entries(result)) {
    if (typeof value !== 'object') console.log(`${name.padEnd(28)} ${value}`);
    else for (const [part, figure] of Object.entries(value)) console.log(`${`${name}: ${part}`.padEnd(34)} ${figure}`);
  }
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function makeRun() {
  // The generated run is written in TypeScript, which Node 20 cannot load.
  const jiti = createJiti(import.meta.url);
  const { sampleRun } = await jiti.import('../src/report/testing/sample-run.ts');
  // Two models, six strategies, one of which is asked about two variants: fourteen attempts a task and sample.
  const samples = 10;
  return sampleRun({ tasks: Math.ceil(attempts / (14 * samples)), samples });
}

async function makeReport(run, file) {
  const jiti = createJiti(import.meta.url);
  const { buildReport } = await jiti.import('../src/report/build-report.ts');
  const { renderPage } = await jiti.import('../src/report/page/render-page.ts');
  const started = performance.now();
  const document = await buildReport(run);
  const built = (name) => readFileSync(join(project, 'dist/viewer', name), 'utf8');
  const page = await renderPage(document, {
    app: { script: built('app.js'), style: built('app.css') },
    readBlob: run.blobs.readBlob,
    referencesOf: () => ({}),
  });
  const seconds = (performance.now() - started) / 1000;
  writeFileSync(file, page);
  return {
    attempts: document.attempts.length,
    'report made (s)': seconds.toFixed(1),
    'file (MB)': (statSync(file).size / 1e6).toFixed(1),
  };
}

/** The folder of the run, as `seceval run` leaves it but for its texts. */
function writeRun({ manifest, events }, runs) {
  const folder = join(runs, manifest.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const lines = events.map(({ type, at, attempt, ...rest }) => {
    if (attempt === undefined) return JSON.stringify({ type, at, ...rest });
    const { sample, ...posed } = attempt;
    return JSON.stringify({ type, attempt: { ...posed, sample }, ...rest, at });
  });
  writeFileSync(join(folder, 'events.jsonl'), `${lines.join('\n')}\n`);
}

/** Opened at once when the address is there: nothing has been read by then. */
async function measureView(browser, runs, id) {
  const server = spawn(process.execPath, [join(project, 'dist/cli/main.js'), 'view', runs, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = await once(createInterface(server.stdout), 'line');
    const measured = await measure(browser, JSON.parse(line).url, `#/${id}`);
    const [user, system] = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(' ').slice(13, 15).map(Number);
    return { ...measured, 'CPU of the server (s)': ((user + system) / 100).toFixed(1) };
  } finally {
    server.kill();
  }
}

/** `page` is the part of the address that names the summary. */
async function measure(browser, address, page) {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  // The first paint may be of an empty frame: what counts is the frame with the headline in it.
  await tab.addInitScript(`new MutationObserver((_, observer) => {
    if (document.querySelector('h1') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.headlineAt = performance.now(); }));
  }).observe(document, { childList: true, subtree: true })`);
  await tab.goto(`${address}${page}`, { waitUntil: 'commit' });
  await tab.locator('h1').waitFor({ timeout: 120_000 });
  const paint = await tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime");
  await tab.waitForLoadState('load', { timeout: 120_000 });
  const loaded = await tab.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd");
  await tab.evaluate(`location.hash = '${page}/attempts'`);
  await tab.locator('.line').first().waitFor();
  const filters = [];
  for (const word of ['zebra', 'aware', 'cwe-89', 'thumbnail gpt', 'vulnerable']) filters.push(await type(tab, word));
  const sorts = [];
  await type(tab, '');
  for (const place of [0, 2, 3]) sorts.push(await press(tab, `.heads button:nth-of-type(${place + 1})`));
  return {
    'first paint (ms)': Math.round(paint),
    'figures painted (ms)': Math.round(await tab.evaluate('window.headlineAt')),
    'all of it read (ms)': Math.round(loaded),
    'filter, slowest (ms)': Math.round(Math.max(...filters)),
    'sort, slowest (ms)': Math.round(Math.max(...sorts)),
    'elements in the list': await tab.locator('.line').count(),
  };
}

/** Milliseconds from a word in the search field to the frame in which its list is on the screen. */
function type(tab, word) {
  return untilPainted(
    tab,
    `const field = document.querySelector('#search');
     field.value = ${JSON.stringify(word)};
     field.dispatchEvent(new Event('input', { bubbles: true }));`,
  );
}

function press(tab, selector) {
  return untilPainted(tab, `document.querySelector(${JSON.stringify(selector)}).click();`);
}

function untilPainted(tab, action) {
  return tab.evaluate(`new Promise((resolve) => {
    const started = performance.now();
    ${action}
    // The app draws in the next microtasks or frame; the frame behind it has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started))));
  })`);
}
