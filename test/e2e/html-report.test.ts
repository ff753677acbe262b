import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newFolder, seceval, variant } from './support/seceval.ts';

const chromiumPath = '/usr/bin/chromium';
const hasBrowser = existsSync(chromiumPath);

let browser: Browser;
let page: string;

/** An answer that would take over the page if anything of it were taken for markup. */
const hostile = `</script><script>document.title = 'owned'</script><img src=x onerror="document.title='owned'">`;

beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
  const folder = newFolder();
  const task = 'CWE-089/order-search';
  const answer = (strategy: string, completion: string) =>
    JSON.stringify({ task, mode: 'generate', strategy, completion });
  const lines = [
    answer('direct', `\`\`\`python\n${variant(task, 'secure')}\n\`\`\``),
    answer('aware', `\`\`\`python\n${variant(task, 'insecure')}\n# ${hostile}\n\`\`\``),
    answer('cwe-named', hostile),
  ];
  writeFileSync(join(folder, 'answers.jsonl'), `${lines.join('\n')}\n`);
  page = join(folder, 'report.html');
  const ended = await seceval(['run', '--model', 'replay:answers.jsonl', '--report', page], { cwd: folder });
  expect(ended.code, ended.stderr).toBe(0);
});
afterAll(() => browser?.close());

// Debian's Chromium is not part of what seceval needs; .ci/run installs it.
test.skipIf(!hasBrowser)(
  'the report opens from a file, asks for nothing, and shows what a model wrote as text',
  async () => {
    const tab = await browser.newPage();
    const faults: string[] = [];
    tab.on('pageerror', (error) => faults.push(String(error)));
    tab.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
    tab.on('request', (request) => !request.url().startsWith('file:') && faults.push(request.url()));
    await tab.goto(`file://${page}`);
    expect(await tab.title()).toMatch(/^seceval /);
    expect(await tab.locator('h1').textContent()).toBe(
      '1 of 3 candidates work and withstand every attack; 1 work and can be exploited, 1 are no usable module.',
    );

    // A cell of the grid leads to its attempt, with the payload that worked.
    await tab.locator('a.key.vulnerable').first().click();
    const attempt = tab.locator('.attempt[data-outcome=vulnerable]');
    await expect.poll(() => attempt.getAttribute('open')).not.toBeNull(); // it opens when the address has changed
    expect(await attempt.textContent()).toMatch(/payload/);
    expect(await attempt.textContent()).toContain("document.title='owned'");

    await tab.selectOption('#f-outcome', 'secure');
    await expect.poll(() => tab.locator('.attempt:visible').count()).toBe(1);
    await tab.selectOption('#f-outcome', '');
    await tab.fill('#f-text', 'withstands nothing of the kind');
    await expect.poll(() => tab.locator('.attempt:visible').count()).toBe(0);

    expect(await tab.title()).toMatch(/^seceval /);
    expect(faults).toEqual([]);
    expect(readFileSync(page, 'utf8')).not.toMatch(/<img/);
  },
);
