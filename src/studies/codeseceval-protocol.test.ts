import { expect, test } from 'vitest';
import type { Manifest } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { comparableSubsets, subsetOf } from './codeseceval-protocol.ts';

const record = (origin: string, place: number) => ({
  definition: {
    id: `CWE-020/r${place}`,
    oracle: 'in-process',
    'in-process': { scope: 'joint', form: 'check', 'module-name': '__main__', exhaustion: false },
    origin: { format: 'codeseceval', record: origin },
    limits: { 'cpu-seconds': 5 },
  },
});
const base = Array.from({ length: 67 }, (_, place) => record(`CWE-020_author_${place}`, place));
const plus = Array.from({ length: 113 }, (_, place) => record(`CWE-20_${place}`, 100 + place));

// Only what the protocol looks at.
function run(tasks: ReturnType<typeof record>[], change: { study?: object; suite?: object } = {}): [Manifest, Suite] {
  const suite = { name: 'codeseceval', fingerprint: 'f', tasks } as unknown as Suite;
  const study = {
    strategies: [{ mode: 'generate', strategy: 'direct' }],
    tasks: tasks.map(({ definition }) => definition.id),
    samples: 10,
    ...change.study,
  };
  return [{ study, suite: { name: 'codeseceval', fingerprint: 'f', ...change.suite }, skipped: [] } as never, suite];
}

test('a run on whole subsets under the protocol can stand beside the tables', () => {
  expect([...comparableSubsets(...run(base))]).toEqual(['SecEvalBase']);
  expect([...comparableSubsets(...run([...base, ...plus]))]).toEqual(['CodeSecEval', 'SecEvalBase', 'SecEvalPlus']);
  expect(subsetOf({ origin: { format: 'codeseceval', record: 'CWE-862/CWE-287/CWE-306/CWE-863_01' } })).toBe(
    'SecEvalPlus',
  );
  expect(subsetOf({ origin: { format: 'humaneval', record: 'HumanEval/0' } })).toBeUndefined();
});

test.each([
  ['n = 1, not 10', run(base, { study: { samples: 1 } })],
  ['its problems were varied', run(base, { suite: { vary: 7 } })],
  ['the suite has changed', run(base, { suite: { fingerprint: 'g' } })],
  ['66 problems are neither', run(base.slice(1))],
  ['none of their four experiments', run(base, { study: { strategies: [{ mode: 'classify', strategy: 'detect' }] } })],
  [
    'not CodeSecEval as it is imported',
    run([{ definition: { ...record('x', 0).definition, oracle: 'judge', origin: { format: 'jsonl', record: 'x' } } }]),
  ],
  ['2 s, not 5 s', run([{ definition: { ...record('x', 0).definition, limits: { 'cpu-seconds': 2 } } }])],
])('anything else is refused in one line: %s', (reason, [manifest, suite]) => {
  expect(() => comparableSubsets(manifest, suite)).toThrow(reason);
});
