import { expect, test } from 'vitest';
import { retryAfterMs } from './retry-after.ts';

const now = Date.parse('2026-11-22T10:00:00Z');

test.each([
  [{ 'retry-after-ms': '1500', 'retry-after': '9' }, '', 1500],
  [{ 'retry-after': '2' }, '', 2000],
  [{ 'retry-after': ' 0.25 ' }, '', 250],
  [{ 'retry-after': 'Sun, 22 Nov 2026 10:00:30 GMT' }, '', 30_000],
  [{ 'retry-after': 'Sun, 22 Nov 2026 09:00:00 GMT' }, '', 0],
  [{ 'retry-after': '-5' }, '', undefined],
  [{ 'retry-after': 'soon' }, '', undefined],
  [{ 'retry-after-ms': 'NaN', 'retry-after': '3' }, '', 3000],
  [{}, '{"error":{"details":[{"retryDelay": "37.5s"}]}}', 37_500],
  [{}, 'no json', undefined],
] as const)('%j and %j give %s', (headers, body, expected) => {
  expect(retryAfterMs({ headers, body }, now)).toBe(expected);
});
