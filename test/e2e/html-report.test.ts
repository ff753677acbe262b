import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hasBrowser, openBrowser, watchFaults } from './support/browser.ts';
import { newFolder, seceval, variant } from './support/seceval.ts';

let browser: Browser;
let page: string;

/** An answer that would take over the page if anything of it were taken for markup. */
const hostile = `</script><script>document.title = 'owned'</script><img src=x onerror="document.title='owned'">`;

beforeAll(async () => {
  if (!hasBrowser) return;
  browser = await openBrowser();
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

test.skipIf(!hasBrowser)('from a run to the line of code: every step is a link, and nothing is asked for', async () => {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const faults = watchFaults(tab, 'file:');
  await tab.goto(`file://${page}`);
  expect(await tab.title()).toMatch(/^seceval 2/);
  expect(await tab.locator('h1').textContent()).toBe(
    '1 of 3 candidates work and withstand every attack; 1 work and can be exploited, 1 are no usable module.',
  );

  // A number leads to the attempts behind it, and they to one of them, with the payload that worked.
  await tab.locator('.key a', { hasText: 'vulnerable' }).click();
  await expect.poll(() => tab.locator('.line').count()).toBe(1);
  expect(tab.url()).toContain('outcome=vulnerable');
  await tab.locator('.line').click();
  const evidence = tab.locator('.evidence.fail').first();
  expect(await evidence.textContent()).toMatch(/payload/);
  const code = tab.locator('pre.code');
  expect(await code.textContent()).toContain(hostile);
  expect(await code.locator('.keyword').count()).toBeGreaterThan(3);

  // Against the secure reference, on request.
  await tab.selectOption('.against select', 'secure');
  await expect.poll(() => tab.locator('.diff .removed').count()).toBeGreaterThan(0);
  expect(await tab.locator('.diff .added').last().textContent()).toContain(hostile);

  // The prompt and the raw answer.
  await tab.locator('summary', { hasText: 'Answer as it came' }).click();
  await expect.poll(() => tab.locator('details[open] pre').textContent()).toContain('```python');
  await tab.locator('summary', { hasText: 'Prompt' }).click();
  await expect.poll(() => tab.locator('details[open] pre').last().textContent()).toMatch(/Python/);

  // The address names the state: it opens there again.
  const address = tab.url();
  const again = await browser.newPage();
  await again.goto(address);
  expect(await again.locator('.evidence.fail').first().textContent()).toBe(await evidence.textContent());

  // Search, in names and in code.
  await tab.goto(`file://${page}#/report/attempts`);
  await expect.poll(() => tab.locator('.line').count()).toBe(3);
  await tab.keyboard.press('/');
  await tab.keyboard.type('aware');
  await expect.poll(() => tab.locator('.line').count()).toBe(1);
  await tab.fill('#search', 'onerror="document');
  await expect.poll(() => tab.locator('.line').count()).toBe(2);
  await tab.fill('#search', 'withstands nothing of the kind');
  await expect.poll(() => tab.locator('.line').count()).toBe(0);

  expect(await tab.title()).toMatch(/^seceval 2/);
  expect(faults).toEqual([]);
});
