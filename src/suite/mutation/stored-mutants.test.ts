import { expect, test } from 'vitest';
import { loadSuite } from '../load-suite.ts';
import { sampleFiles, withFolder } from '../testing/suite-folder.ts';
import { mutationFingerprint } from './stored-mutants.ts';

const attack = 'CWE-089/order-search/test_security.py';
const plain = `from seceval import payloads, policy\n\n\n@policy\n@payloads(["a"])\ndef test_attack(solution, payload):\n    pass\n`;

async function fingerprintWith(security: string): Promise<string> {
  let fingerprint = '';
  await withFolder({ ...sampleFiles(), [attack]: security }, async (folder) => {
    const [task] = (await loadSuite(folder)).tasks;
    fingerprint = task === undefined ? '' : mutationFingerprint(task);
  });
  return fingerprint;
}

test('what may be told of a test makes no list of mutants old, what decides a verdict does', async () => {
  const before = await fingerprintWith(plain);
  const told = plain.replace('policy\n', 'policy, reveal\n').replace('@policy', '@reveal\n@policy');
  expect(told).not.toBe(plain);
  expect(await fingerprintWith(told)).toBe(before);
  expect(await fingerprintWith(plain.replace('@policy\n', ''))).not.toBe(before);
  expect(await fingerprintWith(plain.replace('"a"', '"b"'))).not.toBe(before);
});
