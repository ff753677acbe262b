import { readFileSync } from 'node:fs';

/** Of package.json, two folders up from src/cli and from dist/cli alike. */
export function readVersion(): string {
  const manifest: { version?: string } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  );
  return manifest.version ?? 'unknown';
}
