// Writes src/core/cwe-facts.json: name and parents of every weakness, out of the archive in the package `cwe-sdk`.
// `--check` writes nothing and fails when the file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const target = new URL('../src/core/cwe-facts.json', import.meta.url);
const archive = createRequire(import.meta.url)('cwe-sdk/raw/cwe-archive.json').Weakness_Catalog;

// Research Concepts: the one view that holds every weakness and has no shortcuts. Others add edges such as
// CWE-22 → CWE-20, which would give credit for a vague answer.
const view = '1000';

const facts = {
  version: archive.attr['@_Version'],
  date: archive.attr['@_Date'],
  weaknesses: Object.fromEntries(
    archive.Weaknesses.Weakness.map((weakness) => [
      Number(weakness.attr['@_ID']),
      { name: weakness.attr['@_Name'], parents: parentsOf(weakness) },
    ])
      .sort(([a], [b]) => a - b)
      .map(([id, fact]) => [`CWE-${id}`, fact]),
  ),
};

const text = printed(facts);
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/core/cwe-facts.json is stale: run node scripts/generate-cwe-facts.mjs');
  process.exitCode = 1;
}

function parentsOf(weakness) {
  const related = [weakness.Related_Weaknesses?.Related_Weakness ?? []].flat().map((entry) => entry.attr);
  const parents = related.filter((entry) => entry['@_Nature'] === 'ChildOf' && entry['@_View_ID'] === view);
  return [...new Set(parents.map((entry) => `CWE-${entry['@_CWE_ID']}`))];
}

// As biome formats it: arrays that fit stand on one line.
function printed(value) {
  const compactArrays = /\[\n\s+("CWE-\d+"(?:,\n\s+"CWE-\d+")*)\n\s+\]/g;
  const indented = JSON.stringify(value, null, 2);
  return `${indented.replace(compactArrays, (_, items) => `[${items.replace(/\n\s+/g, ' ')}]`)}\n`;
}
