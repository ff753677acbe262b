import { expect, it } from 'vitest';
import { placeLabels } from '../charts/place-labels.ts';
import { countAll } from '../data/outcome-counts.ts';
import { samplePage } from '../testing/sample-page.ts';
import { confusion } from './confusion-cells.ts';
import { gainOf, gainRows } from './gain-rows.ts';
import { heatCells } from './heat-cells.ts';
import { median, spendings } from './spending.ts';

const run = await samplePage();
const tasks = run.document.perTask.map((_, place) => place);

it('counts every attempt once in the heat map, however it is grouped', () => {
  for (const grouping of ['both', 'model', 'strategy'] as const) {
    const cells = heatCells(run, grouping);
    const sums = cells.columns.map((_, column) => countAll(cells.count(column, tasks)));
    expect(sums.reduce((sum, count) => sum + count, 0)).toBe(run.count);
  }
});

it('pairs a strategy with another on the same tasks, the largest gain first', () => {
  const rows = gainRows(run, { baseline: 'generate/direct', strategy: 'generate/aware' });
  const gains = rows.map(gainOf);
  expect(gains).toEqual([...gains].sort((a, b) => b - a));
  expect(rows).toHaveLength(run.document.perCwe.length);
  expect(gainRows(run, { baseline: 'generate/direct', strategy: 'generate/direct' })).toEqual([]);
  expect(gainRows(run, { baseline: 'generate/direct', strategy: 'repair/nobody' })).toEqual([]);
});

it('counts every answer once in the matrix, right ones on the diagonal', () => {
  const { expected, answers, count } = confusion(run, 'classify/identify');
  const cells = expected.flatMap((right) => answers.map((answer) => ({ right, answer, times: count(right, answer) })));
  const places = Array.from({ length: run.count }, (_, place) => place).filter(
    (place) => run.rowOf(place).strategy === 'identify' && run.outcomeOf(place) !== 'open',
  );
  expect(cells.reduce((sum, { times }) => sum + times, 0)).toBe(places.length);
  const hits = cells.filter(({ right, answer }) => right === answer).reduce((sum, { times }) => sum + times, 0);
  expect(hits).toBe(places.filter((place) => run.outcomeOf(place) === 'right').length);
  expect(answers.at(-1)).toBe('none');
});

it('leaves unknown what nothing is known of', () => {
  const [priced, free] = ['openai:gpt-5-mini', 'ollama:qwen2.5-coder:7b'].map((model) =>
    spendings(run).find((row) => row.model === model),
  );
  expect(priced?.costUsd).toBeCloseTo(24 * 0.000_41);
  expect(free?.costUsd).toBeUndefined();
  expect(free?.unpriced).toBe(free?.attempts);
  expect(median([3, 1, 2])).toBe(2);
  expect(median([1, 2])).toBe(1.5);
  expect(median([])).toBeUndefined();
});

it('places labels that touch neither each other nor a point', () => {
  const [first, second, third] = placeLabels(
    [
      { x: 100, y: 100, text: 'aware' },
      { x: 104, y: 100, text: 'direct' },
      { x: 102, y: 300, text: 'alone' },
    ],
    600,
  );
  expect([first?.x, second?.x]).not.toContain(undefined);
  expect(first?.anchor === second?.anchor && first?.y === second?.y).toBe(false);
  expect(third).toMatchObject({ x: 111, y: 304, anchor: 'start' });
});
