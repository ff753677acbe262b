import { z } from 'zod';

/** What an error body says, in whichever of the usual forms: `{error: {…}}`, `{error: "…"}`, `{message: "…"}`. */
export interface ErrorBody {
  readonly message: string;
  /** Every code and type that stands in it. */
  readonly codes: readonly (string | number)[];
}

const code = z.union([z.string(), z.number()]).nullish().catch(undefined);
const nested = z.looseObject({
  message: z.string().catch(''),
  code,
  type: code,
  innererror: z.looseObject({ code }).nullish().catch(undefined),
});
const schema = z.union([
  z.looseObject({ error: nested }).transform(({ error }) => ({
    message: error.message,
    codes: [error.code, error.type, error.innererror?.code].filter((it) => it !== undefined && it !== null),
  })),
  z.looseObject({ error: z.string() }).transform(({ error }) => ({ message: error, codes: [] })),
  z.looseObject({ message: z.string() }).transform(({ message }) => ({ message, codes: [] })),
]);

/** Undefined when the body is no JSON, or none of these forms. */
export function parseErrorBody(body: string): ErrorBody | undefined {
  try {
    return schema.safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}

/**
 * The HTTP status that an answer of HTTP 200 should have had: OpenAI's Responses (`server_error`) and gateways (a number)
 * report a failure inside of it. Undefined when the body reports none.
 */
export function statusOfFailedAnswer(body: string): number | undefined {
  const [first] = parseErrorBody(body)?.codes ?? [];
  if (first === undefined) return undefined;
  if (first === 'server_error') return 500;
  if (first === 'rate_limit_exceeded') return 429;
  const status = Number(first);
  return status >= 400 && status < 600 ? status : 400;
}
