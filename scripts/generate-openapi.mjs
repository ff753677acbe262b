// Writes docs/reference/openapi.json from the schemas in src/server. `--check` writes nothing and fails when the file is
// stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { createJiti } from 'jiti';

const target = new URL('../docs/reference/openapi.json', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
const { openApiDocument } = await createJiti(import.meta.url).import('../src/server/openapi.ts');
const text = `${JSON.stringify(openApiDocument(version), undefined, 2)}\n`;

if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) {
  console.error('docs/reference/openapi.json is stale: run node scripts/generate-openapi.mjs');
  process.exitCode = 1;
}
