import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../bench/soak.mjs', import.meta.url));

// What CI has time for, where a release has 256 clients for ten minutes; of what it measures only what no load can change is asserted.
test('64 clients, a sandbox killed every two seconds: no wrong verdict, none missing', async () => {
  const words = [program, '--clients', '64', '--seconds', '12', '--kill', '2', '--alone', '0'];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  console.log(stdout);
  expect(stdout).toMatch(
    /\d+ answers, 0 wrong, 0 inconclusive, 0 failed, 0 told to come again \(429\), [1-9]\d* sandboxes killed/,
  );
});
