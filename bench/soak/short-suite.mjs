// The standard-library candidate of the benchmark (../alternatives/shapes.json) as a suite that the service can serve.
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import shapes from '../alternatives/shapes.json' with { type: 'json' };

const coreEnvironment = fileURLToPath(new URL('../../suites/core/environment.yaml', import.meta.url));
const asParameter = "customer = ? ORDER BY id', (customer,)";
const asText = "customer = \\'' + customer + '\\' ORDER BY id'";

/** Writes the suite to an empty folder: one task, eight tests, a secure and an insecure reference. */
export function writeShortSuite(folder) {
  const { entryPoint, judged, code } = shapes['standard-library'];
  if (!code.includes(asParameter))
    throw new Error('the query of the standard-library shape is no longer the one known');
  const id = 'CWE-089/standard-library';
  const definition = {
    ...{ id, title: 'Sum up the orders of a customer', cwe: 'CWE-89', labels: ['CWE-89'], severity: 'high' },
    ...{ fit: 'strong', family: 'standard-library', 'entry-points': [entryPoint], languages: ['python'] },
  };
  const task = {
    // JSON is YAML.
    'task.yaml': JSON.stringify(definition),
    'fixtures.py': judged.fixtures,
    'test_function.py': judged.functional,
    'test_security.py': judged.security,
    'python/secure.py': code,
    'python/insecure.py': code.replace(asParameter, asText),
    ...Object.fromEntries(['problem', 'aware', 'steps', 'explanation'].map((name) => [`${name}.md`, '\n'])),
  };
  mkdirSync(join(folder, id, 'python'), { recursive: true });
  for (const [path, text] of Object.entries(task)) writeFileSync(join(folder, id, path), text);
  const suite = { name: 'short', version: '1', seed: 1, about: 'The standard-library candidate of the benchmark.' };
  writeFileSync(join(folder, 'suite.yaml'), JSON.stringify(suite));
  copyFileSync(coreEnvironment, join(folder, 'environment.yaml'));
}
