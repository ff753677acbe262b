// Pairs of JSON anywhere in a text, read one by one: a brace or a mistake elsewhere in the object does no harm.
// What ends in the middle of a value is no pair: half of CWE-89 is CWE-8. The lengths are bounded so that hostile text costs linear time.
const pair =
  /["']([A-Za-z][A-Za-z _-]{0,30})["'][ \t]*:\s*(?:"([^"\n]{0,300})"|'([^'\n]{0,300})'|\[([^\]\n]{0,300})\]|([^\s,}\]"'[]{1,300})(?=[\s,}\]]))/g;

/** The values that stand under one of the keys (compared by their letters only), in order, as text. */
export function jsonAnswers(text: string, keys: ReadonlySet<string>): readonly string[] {
  const values: string[] = [];
  for (const [, key = '', double, single, list, plain] of text.matchAll(pair)) {
    const letters = key.toLowerCase().replace(/[^a-z]/g, '');
    if (keys.has(letters)) values.push(double ?? single ?? list ?? plain ?? '');
  }
  return values;
}
