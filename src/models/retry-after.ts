/** Header names are lower-case. */
export type ResponseHeaders = Readonly<Record<string, string>>;

export interface RetryAdvice {
  readonly headers: ResponseHeaders;
  /** The body of the answer, as text. Gemini puts the wait there and sends no header. */
  readonly body: string;
}

/** What a provider asks us to wait, in milliseconds (0 when the time has passed); undefined when it said nothing. */
export function retryAfterMs(advice: RetryAdvice, now: number): number | undefined {
  const exact = milliseconds(advice.headers['retry-after-ms'], 1);
  if (exact !== undefined) return exact;

  const header = advice.headers['retry-after']?.trim();
  const seconds = milliseconds(header, 1000);
  if (seconds !== undefined) return seconds;
  // Date.parse takes '-5' for a year
  const date = header !== undefined && /[a-z]/i.test(header) ? Date.parse(header) : Number.NaN;
  if (!Number.isNaN(date)) return Math.max(0, date - now);

  const inBody = /"retryDelay"\s*:\s*"(\d+(?:\.\d+)?)s"/.exec(advice.body);
  return milliseconds(inBody?.[1], 1000);
}

function milliseconds(value: string | undefined, unit: number): number | undefined {
  if (value === undefined || !/^\d+(\.\d+)?$/.test(value.trim())) return undefined;
  return Math.ceil(Number(value) * unit);
}
