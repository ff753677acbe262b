import { expect, test } from 'vitest';
import { isPolicyBlock } from './content-policy.ts';

test.each([
  [
    400,
    '{"error":{"code":"content_filter","message":"Azure","innererror":{"code":"ResponsibleAIPolicyViolation"}}}',
    true,
  ],
  [400, '{"error":{"code":"content_policy_violation","message":"…"}}', true],
  [400, '{"error":{"code":null,"innererror":{"code":"ResponsibleAIPolicyViolation"}}}', true],
  [
    400,
    '{"error":{"code":"invalid_prompt","message":"Invalid prompt: your prompt was flagged as potentially violating our usage policy."}}',
    true,
  ],
  [
    400,
    '{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}',
    true,
  ],
  [400, '{"error":{"code":"invalid_prompt","message":"Invalid prompt: messages must not be empty"}}', false],
  [400, '{"error":{"code":"context_length_exceeded"}}', false],
  [400, '{"error":"content_filter"}', false],
  [400, 'content_filter', false],
  [500, '{"error":{"code":"content_filter"}}', false],
])('HTTP %i %s: %s', (status, body, expected) => {
  expect(isPolicyBlock({ status, body })).toBe(expected);
});
