/** The one list of words that give a task's point away. Each is matched as a whole word, in any case. */
const hints = [
  'cwe(?:-?\\d+)?',
  'vulnerab\\w*',
  'weakness(?:es)?',
  'secure\\w*',
  'security',
  'insecur\\w*',
  'unsafe\\w*',
  'safely',
  'saniti[sz]\\w*',
  'malicious\\w*',
  'attack\\w*',
  'exploit\\w*',
  'inject\\w*',
  'hack(?:s|ed|er|ers|ing)?',
  'adversar\\w*',
  'untrusted',
  'hostile',
  'threats?',
  'traversal',
  'xss',
  'ssrf',
  'csrf',
  'xxe',
  'sqli',
  'redos',
  'toctou',
  'cross-site',
  'denial[ -]of[ -]service',
  'race conditions?',
  'brute[ -]forc\\w*',
] as const;

/** Besides, what only a programmer would note beside code. */
const notes = [
  'danger\\w*',
  'nosec',
  'noqa:? ?s\\d*',
  'safe',
  'evil',

  'bypass\\w*',
  'harden\\w*',
] as const;

/** Words in a problem that name or hint at a weakness. "password" and "token" are ordinary words. */
export function hintsIn(text: string): string[] {
  return wordsOf(hints, text);
}

/** Words in a comment or docstring of a reference that tell which kind it is. */
export function tellingNotesIn(text: string): string[] {
  return wordsOf([...hints, ...notes], text);
}

/** True for a name that tells which kind of reference defines it: `safe_join`, `is_attack`, `UnsafeLoader`. */
export function isTellingName(name: string): boolean {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').split('_');
  return words.some((word) => tellingNotesIn(word).length > 0);
}

function wordsOf(words: readonly string[], text: string): string[] {
  const expression = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${words.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  return [...new Set([...text.matchAll(expression)].map(([word]) => word.toLowerCase()))];
}
