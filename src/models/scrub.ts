/** Makes a text from a provider fit for a message. */
export type Scrub = (text: string) => string;

/** A dummy key of a local server (`none`, `EMPTY`) is no secret, and blotting it out would garble messages. */
const shortestSecret = 8;
const longestText = 600;

/** Blots out `secrets`, makes one line without control characters (a terminal would obey them), bounds its length. */
export function createScrub(secrets: readonly string[]): Scrub {
  const forms = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  return (text) => {
    // keys go before the cut: half a key at the end would no longer be recognised
    let clean = text;
    for (const form of forms) clean = clean.replaceAll(form, '[key]');
    clean = clean
      .replace(/\p{C}+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    return clean.length > longestText ? `${clean.slice(0, longestText)}…` : clean;
  };
}
