import { expect, it } from 'vitest';
import type { AttemptKey } from '../core/attempt.ts';
import type { AttemptState } from '../core/run-state.ts';
import { sortAttempts } from './sort-attempts.ts';
import { sampleManifest } from './testing/sample-manifest.ts';

const { study } = sampleManifest(['CWE-9/b', 'CWE-79/a'], 2);
const [first = '', second = ''] = study.models;
const key = (change: Partial<AttemptKey>): AttemptKey => ({
  ...{ task: 'CWE-9/b', mode: 'generate', strategy: 'direct', model: first, sample: 0 },
  ...change,
});

it('orders by number of the weakness, then as the study names models and strategies, then sample and variant', () => {
  const detect = { mode: 'classify', strategy: 'detect' } as const;
  const inOrder = [
    key({}),
    key({ sample: 1 }),
    key({ strategy: 'aware' }),
    key({ ...detect, shown: 'insecure' }),
    key({ ...detect, shown: 'secure' }),
    key({ ...detect, sample: 1, shown: 'insecure' }),
    key({ model: second }),
    key({ task: 'CWE-10/a' }),
    key({ task: 'CWE-79/a' }),
  ];
  const states = inOrder.map((attempt) => ({ attempt }) as AttemptState);
  for (const turned of [states.toReversed(), [...states.slice(4), ...states.slice(0, 4)]]) {
    expect(sortAttempts(turned, { study }).map(({ attempt }) => attempt)).toEqual(inOrder);
  }
});
