import { expect, it } from 'vitest';
import { codeRows } from '../../../src/report/select-rows.ts';
import { samplePage } from '../testing/sample-page.ts';
import { filterAttempts } from './filter.ts';
import { parseSort, sortAttempts } from './sort.ts';

const run = await samplePage();
const outcomesOf = (places: Uint32Array) => [...new Set(Array.from(places, (place) => run.outcomeOf(place)))];

it('finds all where nothing is asked for', () => {
  expect([...filterAttempts(run, {})]).toEqual(Array.from({ length: run.count }, (_, place) => place));
});

it('finds exactly what the counts of the tables say', () => {
  for (const { model, mode, strategy, counts } of codeRows(run.document.overall)) {
    const of = { model, strategy: `${mode}/${strategy}`, fit: 'strong' };
    for (const [outcome, count] of Object.entries(counts.verdicts)) {
      expect(filterAttempts(run, { ...of, outcome })).toHaveLength(count);
    }
    expect(filterAttempts(run, { ...of, exploited: 'yes' })).toHaveLength(counts.exploited);
  }
});

it('takes several outcomes for either, several filters for both', () => {
  const found = filterAttempts(run, { outcome: 'vulnerable,broken', cwe: 'CWE-89' });
  expect(found.length).toBeGreaterThan(0);
  expect(outcomesOf(found).sort()).toEqual(['broken', 'vulnerable']);
  for (const place of found) expect(run.taskOf(place)?.cwe).toBe('CWE-89');
});

it('finds nothing by what is nowhere, and those without an answer by none', () => {
  expect(filterAttempts(run, { answer: 'CWE-99999' })).toHaveLength(0);
  expect(filterAttempts(run, { model: 'nobody' })).toHaveLength(0);
  const silent = filterAttempts(run, { mode: 'classify', answer: 'none' });
  expect(silent.length).toBeGreaterThan(0);
  for (const place of silent) expect(run.textOf('answer', place)).toBeUndefined();
});

it('wants every word somewhere, or all of it in a text', () => {
  const found = filterAttempts(run, { q: 'THUMBNAIL aware' });
  expect(found.length).toBeGreaterThan(0);
  for (const place of found) {
    expect(run.taskOf(place)?.task).toContain('thumbnail');
    expect(run.rowOf(place).strategy).toBe('aware');
  }
  expect([...filterAttempts(run, { q: 'zebra crossing' }, new Set([7]))]).toEqual([7]);
  expect([...filterAttempts(run, { q: run.idOf(3) })]).toEqual([3]);
});

it('sorts, and puts what is not known last either way', () => {
  const all = filterAttempts(run, {});
  for (const asked of ['cost', '-cost']) {
    const costs = Array.from(sortAttempts(run, all, parseSort(asked)), (place) => run.columns.costUsd[place]);
    const known = costs.filter((cost) => cost !== null);
    expect(costs.slice(0, known.length)).not.toContain(null);
    expect(known.length).toBeLessThan(costs.length);
  }
  const models = Array.from(sortAttempts(run, all, parseSort('-model')), (place) => run.rowOf(place).model);
  expect(models).toEqual([...models].sort().reverse());
  expect(parseSort('nothing')).toEqual({ by: 'task', down: false });
});
