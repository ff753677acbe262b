const refusals = [
  /\bI(?: am|'m) (?:very |so )?(?:sorry|unable|not able)\b/i,
  /\bI (?:cannot|can't|can not|won't|will not|must decline|decline|am not going to)\b/i,
  /\b(?:cannot|can't|unable to) (?:help|assist|comply|provide|fulfil|fulfill)\b/i,
  /^\s*(?:sorry|my apologies)\b/i,
];

/** Whether an answer without code declines to write any. Only its beginning is looked at: that is where refusals stand. */
export function looksLikeRefusal(text: string): boolean {
  const beginning = text.slice(0, 600).replaceAll('’', "'");
  return refusals.some((refusal) => refusal.test(beginning));
}
