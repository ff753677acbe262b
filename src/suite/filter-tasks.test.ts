import { expect, test } from 'vitest';
import type { Suite } from '../core/task.ts';
import { countBy, filterTasks } from './filter-tasks.ts';
import { loadSuite } from './load-suite.ts';
import { importedModules } from './task-libraries.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

/** Three tasks: an SQL one that imports flask, an XML one of low severity, a retired category with a study's tag. */
const suite: Suite = await withFolder(
  Object.assign(
    {},
    variant('CWE-089/order-search', { code: 'import json, flask\n' }),
    variant('CWE-611/feed', { severity: 'low' }),
    variant('CWE-400/report', { tags: '[codeseceval-44, web]', fit: 'weak' }),
    { 'environment.yaml': 'debian: trixie\npackages: [python3]\nlibraries: {flask: python3-flask}\n' },
  ),
  loadSuite,
);

function variant(id: string, change: { code?: string; severity?: string; tags?: string; fit?: string }) {
  const cwe = `CWE-${Number(id.slice(4, 7))}`;
  const yaml = (text: string) =>
    text
      .replace('CWE-089/order-search', id)
      .replaceAll('CWE-89', cwe)
      .replace(/^severity: .*/m, (line) => (change.severity ? `severity: ${change.severity}` : line))
      .replace(/^fit: .*/m, (line) => (change.fit ? `fit: ${change.fit}` : line))
      .concat(change.tags ? `tags: ${change.tags}\n` : '');
  return Object.fromEntries(
    Object.entries(sampleFiles()).map(([path, text]) => [
      path.replace('CWE-089/order-search', id),
      path.endsWith('task.yaml') ? yaml(text) : path.endsWith('/secure.py') ? `${change.code ?? ''}${text}` : text,
    ]),
  );
}

const ids = (filter: Parameters<typeof filterTasks>[1]) =>
  filterTasks(suite.tasks, filter, suite).map(({ definition }) => definition.id);

test("a study's list is one tag, by its weaknesses or by what the task says", () => {
  expect(ids({ tag: ['codeseceval-44'] })).toEqual(['CWE-089/order-search', 'CWE-400/report', 'CWE-611/feed']);
  expect(ids({ tag: ['secucogen-21'] })).toEqual(['CWE-089/order-search']);
});

test('values of one filter are alternatives, filters together narrow', () => {
  expect(ids({ cwe: ['89', 'CWE-0611'] })).toEqual(['CWE-089/order-search', 'CWE-611/feed']);
  expect(ids({ cwe: ['89', '611'], severity: ['low'] })).toEqual(['CWE-611/feed']);
  expect(ids({ fit: ['weak'] })).toEqual(['CWE-400/report']);
});

test('a library is what the main references import, or the standard library', () => {
  expect(ids({ library: ['flask'] })).toEqual(['CWE-089/order-search']);
  expect(ids({ library: ['standard'] })).toEqual(['CWE-400/report', 'CWE-611/feed']);
  expect(importedModules('from os import path\nimport a.b, c as d\nif x:\n    import e\n')).toEqual([
    ...['os', 'a', 'e', 'c'],
  ]);
});

test('a value that no task has is a mistake, and so are filters that leave nothing', () => {
  expect(() => ids({ severity: ['hihg'] })).toThrow('--severity hihg: no task of the suite has it');
  expect(() => ids({ cwe: ['89'], severity: ['low'] })).toThrow('no task that is all of this');
});

test('counts go from the most frequent to the least', () => {
  expect(countBy(suite.tasks, 'library', suite)).toEqual([
    { value: 'standard', tasks: 2 },
    { value: 'flask', tasks: 1 },
  ]);
});
