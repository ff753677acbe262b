import { expect, test } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import type { Suite } from '../core/task.ts';
import { loadSuite } from './load-suite.ts';
import { findTask, selectTasks } from './select-tasks.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

const ids = ['CWE-022/file-store', 'CWE-022/order-search', 'CWE-089/invoice-list', 'CWE-089/order-search'];

const suite: Suite = await withFolder(
  Object.fromEntries(
    ids.flatMap((id) =>
      Object.entries(sampleFiles()).map(([path, text]) => [
        path.replace('CWE-089/order-search', id),
        path.endsWith('task.yaml')
          ? text.replaceAll('CWE-89', `CWE-${Number(id.slice(4, 7))}`).replace('CWE-089/order-search', id)
          : text,
      ]),
    ),
  ),
  loadSuite,
);

function selected(...patterns: string[]): string[] {
  return selectTasks(suite, patterns).map((task) => task.definition.id);
}

test('a task is found by its id, or by its short name where only one has it', () => {
  expect(findTask(suite, 'CWE-089/order-search').definition.id).toBe('CWE-089/order-search');
  expect(findTask(suite, 'invoice-list').definition.id).toBe('CWE-089/invoice-list');
  expect(() => findTask(suite, 'order-search')).toThrow(
    'order-search is the name of 2 tasks: CWE-022/order-search, CWE-089/order-search',
  );
});

test('a weakness names its task where it has one only', () => {
  const few = { ...suite, tasks: suite.tasks.slice(1) };
  for (const weakness of ['CWE-22', 'cwe-022', '22']) {
    expect(findTask(few, weakness).definition.id).toBe('CWE-022/order-search');
    expect(() => findTask(suite, weakness)).toThrow(
      `${weakness} is the weakness of 2 tasks: CWE-022/file-store, CWE-022/order-search`,
    );
  }
});

test('an unknown task is answered with the nearest one', () => {
  try {
    findTask(suite, 'invoise-list');
    expect.unreachable();
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(UserMistake);
    expect(thrown).toMatchObject({ hint: 'did you mean invoice-list?' });
  }
});

test('patterns choose by id, name, weakness and star, in the order of the suite', () => {
  expect(selected()).toEqual(ids);
  expect(selected('order-search', 'file-store')).toEqual([ids[0], ids[1], ids[3]]);
  for (const pattern of ['CWE-89', 'CWE-089', 'cwe-89', '89', 'CWE-089/*']) {
    expect(selected(pattern), pattern).toEqual([ids[2], ids[3]]);
  }
  expect(selected('*list', 'CWE-022/f*')).toEqual([ids[0], ids[2]]);
});

test('a pattern that matches nothing is a mistake', () => {
  expect(() => selected('order-search', 'CWE-79')).toThrow('suite sample has no task CWE-79');
  expect(() => selected('.*')).toThrow(UserMistake);
});
