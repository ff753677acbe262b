import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hasBrowser, openBrowser, watchFaults } from './support/browser.ts';

/** The report to take pictures of; a report of the recorded answers for those of the repository. */
const report = process.env['SECEVAL_SCREENSHOTS'];

/** Pictures change with every font: they are taken only when they are asked for. */
test.skipIf(!hasBrowser || report === undefined)('takes the pictures of docs/images', async () => {
  const browser = await openBrowser();
  const picture = (name: string) => fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));
  const address = `file://${resolve(report ?? '')}`;
  try {
    for (const [name, colorScheme] of [
      ['report', 'light'],
      ['report-dark', 'dark'],
    ] as const) {
      const tab = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme });
      const faults = watchFaults(tab, 'file:');
      await tab.goto(address);
      await tab.locator('h1').waitFor();
      await tab.screenshot({ path: picture(name) });
      if (name === 'report') {
        await tab.setViewportSize({ width: 1280, height: 1100 });
        await tab
          .locator('section:has(> .tall > .grid)')
          .first()
          .screenshot({ path: picture('heat-map') });
        await tab.setViewportSize({ width: 1280, height: 900 });
        await tab.goto(`${address}#/report/attempts?outcome=vulnerable`);
        await tab.locator('.line').first().click();
        await tab.locator('.code-line').first().waitFor();
        await tab.screenshot({ path: picture('attempt') });
      }
      expect(faults).toEqual([]);
    }
  } finally {
    await browser.close();
  }
});
