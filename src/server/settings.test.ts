import { expect, test } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { assertGuarded, readTokens } from './guard.ts';
import { Metrics } from './metrics.ts';
import { openApiDocument } from './openapi.ts';
import { defaultRewards, parseRewards } from './reward.ts';

test('rewards: what is not named keeps its default', () => {
  expect(parseRewards('')).toEqual(defaultRewards);
  expect(parseRewards('vulnerable=-1, secure=2')).toEqual({ ...defaultRewards, vulnerable: -1, secure: 2 });
});

test.each(['inconclusive=0', 'secur=1', 'secure', 'secure=', 'secure=much', 'secure=1=2'])('no reward: %s', (text) => {
  expect(() => parseRewards(text)).toThrow(UserMistake);
});

test('beyond this machine only with a token, and no token that can be guessed', () => {
  for (const host of ['127.0.0.1', 'localhost', '::1']) expect(() => assertGuarded(host, [])).not.toThrow();
  for (const host of ['0.0.0.0', '::', '192.168.1.7', '127.0.0.1.example.org', '']) {
    expect(() => assertGuarded(host, [])).toThrow(UserMistake);
    expect(() => assertGuarded(host, ['a-long-enough-token'])).not.toThrow();
  }
  expect(readTokens(undefined)).toEqual([]);
  expect(readTokens('a-long-enough-token, another-long-token')).toHaveLength(2);
  expect(() => readTokens('short')).toThrow(UserMistake);
});

test('metrics are in the format of Prometheus', () => {
  const metrics = new Metrics();
  metrics.counter('c_total', 'Help.')({ kind: 'a "b"\\\n' });
  metrics.gauge('g', 'Help.', () => 3);
  const observe = metrics.histogram('h_seconds', 'Help.', [0.1, 1]);
  for (const value of [0.05, 0.5, 5]) observe(value);
  expect(metrics.text()).toBe(`# HELP c_total Help.
# TYPE c_total counter
c_total{kind="a \\"b\\"\\\\\\n"} 1
# HELP g Help.
# TYPE g gauge
g 3
# HELP h_seconds Help.
# TYPE h_seconds histogram
h_seconds_bucket{le="0.1"} 1
h_seconds_bucket{le="1"} 2
h_seconds_bucket{le="+Inf"} 3
h_seconds_sum 5.55
h_seconds_count 3
`);
});

test('every schema that the OpenAPI document names is in it', () => {
  const text = JSON.stringify(openApiDocument('0'));
  const named = [...text.matchAll(/#\/components\/schemas\/(\w+)/g)].map((found) => found[1]);
  const { components } = JSON.parse(text);
  expect(named.filter((name) => components.schemas[name ?? ''] === undefined)).toEqual([]);
  expect(Object.keys(components.schemas).sort()).toEqual([...new Set(named)].sort());
});
