import { parseErrorBody } from './error-body.ts';

/** OpenAI and Azure say it in a code. `cyber_policy` is OpenAI's for security topics, which are ours. */
const codes = /^(content_filter|content_policy_violation|cyber_policy(_violation)?|ResponsibleAIPolicyViolation)$/;

/** Providers that have no code for it: OpenAI (`invalid_prompt`, reasoning models), Anthropic (`invalid_request_error`). */
const phrases = [
  /flagged as potentially violating our usage policy/i,
  /output blocked by content filtering policy/i,
  /blocked under Anthropic's Usage Policy/i,
];

/** Whether an HTTP 400 or 403 is the provider's filter at work: an answer about the model, not a failed request. */
export function isPolicyBlock({ status, body }: { readonly status: number; readonly body: string }): boolean {
  if (status !== 400 && status !== 403) return false;
  const said = parseErrorBody(body);
  if (said === undefined) return false;
  return said.codes.some((code) => codes.test(String(code))) || phrases.some((phrase) => phrase.test(said.message));
}
