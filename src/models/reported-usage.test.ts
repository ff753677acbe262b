import { expect, test } from 'vitest';
import { reportedUsage } from './reported-usage.ts';

const normalised = (raw: unknown) => ({
  inputTokens: 5,
  outputTokens: 0,
  outputTokenDetails: { reasoningTokens: 0 },
  inputTokenDetails: { cacheReadTokens: 0 },
  raw,
});

test('a 0 that the SDK filled in is no report, a 0 of the provider is', () => {
  expect(reportedUsage(normalised({ prompt_tokens: 5 }))).toEqual({ inputTokens: 5 });
  expect(
    reportedUsage(normalised({ prompt_tokens: 5, completion_tokens: 0, prompt_tokens_details: { cached_tokens: 0 } })),
  ).toEqual({ inputTokens: 5, outputTokens: 0, cachedInputTokens: 0 });
});

test.each([undefined, null, 'usage', {}, { prompt_tokens: null, completion_tokens: '7' }])(
  '%j reports nothing',
  (raw) => {
    expect(reportedUsage(normalised(raw))).toEqual({});
  },
);

test('counts that are none are left out', () => {
  const raw = { input_tokens: -1, output_tokens: 1.5 };
  expect(reportedUsage({ ...normalised(raw), inputTokens: -1, outputTokens: 1.5 })).toEqual({});
});
