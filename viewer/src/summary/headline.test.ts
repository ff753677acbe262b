import { expect, it } from 'vitest';
import { samplePage } from '../testing/sample-page.ts';
import { extremes, headline } from './headline.ts';

it('says in one sentence what came of a run', async () => {
  const { document } = await samplePage();
  expect(headline(document.overall, 300)).toMatch(
    /^\d+ of 176 candidates work and withstand every attack; \d+ work and can be exploited, \d+ do not do what was asked, \d+ are no usable module\.$/,
  );
  expect(headline([], 1)).toBe('1 answer judged.');
  expect(headline([], 0)).toBe('0 answers judged.');
});

it('names the best and the weakest of a mode, where they differ', async () => {
  const { overall } = (await samplePage()).document;
  expect(extremes(overall).map(({ mode, best, weakest }) => [mode, best.strategy, weakest.strategy])).toEqual([
    ['generate', 'aware', 'direct'],
    ['repair', 'explained', 'explained'],
  ]);
  expect(extremes(overall.slice(0, 1))).toEqual([]);
});
