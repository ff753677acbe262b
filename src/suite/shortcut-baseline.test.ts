import { expect, test } from 'vitest';
import type { Suite, Task } from '../core/task.ts';
import { loadSuite } from './load-suite.ts';
import { shortcutBaselines } from './shortcut-baseline.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

/** A suite of `count` families whose references are made by `write`. */
async function suiteOf(count: number, write: (kind: 'secure' | 'insecure', number: number) => string): Promise<Suite> {
  return withFolder(sampleFiles(), async (folder) => {
    const suite = await loadSuite(folder);
    const [sample] = suite.tasks;
    if (sample === undefined) throw new Error('the sample suite has a task');
    const tasks = Array.from({ length: count }, (_, number): Task => {
      const definition = { ...sample.definition, id: `CWE-089/task-${number}`, family: `family-${number}` };
      const variants = (['secure', 'insecure'] as const).map((kind) => {
        return { name: kind, kind, language: 'python' as const, code: write(kind, number) };
      });
      return { ...sample, definition, variants };
    });
    return { ...suite, tasks };
  });
}

const right = (suite: Suite, name: 'length' | 'surface') => {
  const guesses = shortcutBaselines(suite).find((baseline) => baseline.name === name)?.guesses ?? [];
  return guesses.filter(({ expected, guessed }) => expected === guessed).length / guesses.length;
};

test('a suite whose secure references are longer is told from its surface', async () => {
  const suite = await suiteOf(20, (kind, number) => 'x = 1\n'.repeat(10 + (number % 3) + (kind === 'secure' ? 10 : 0)));
  expect(right(suite, 'length')).toBe(1);
  expect(right(suite, 'surface')).toBeGreaterThan(0.9);
});

test('a suite whose references look alike is not', async () => {
  const suite = await suiteOf(20, (_, number) => 'x = 1\n'.repeat(10 + (number % 3)));
  expect(right(suite, 'length')).toBe(0.5);
  expect(right(suite, 'surface')).toBe(0.5);
});

test('what only one family shows helps nobody: a family is judged by the others alone', async () => {
  const suite = await suiteOf(2, (kind, number) => 'x = 1\n'.repeat((kind === 'secure') === (number === 0) ? 20 : 10));
  expect(right(suite, 'length')).toBe(0);
});
