import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../bench/soak.mjs', import.meta.url));

// A release has ten minutes of it, CI one; of what it measures only what no load can change is asserted.
test('256 clients for a minute, a sandbox killed every three seconds: no wrong verdict, none missing', async () => {
  const words = [program, '--clients', '256', '--seconds', '60', '--kill', '3', '--alone', '0'];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  console.log(stdout);
  expect(stdout).toMatch(
    /\d+ answers, 0 wrong, 0 inconclusive, 0 failed, 0 told to come again \(429\), ([3-9]|\d{2,}) sandboxes killed/,
  );
});
