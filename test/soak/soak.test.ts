import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../bench/soak.mjs', import.meta.url));

// A minute where CI has ten for a release; of what it measures only what no load of the machine can change is asserted.
test('a minute of 256 clients, a sandbox killed every five seconds: no wrong verdict, none missing', async () => {
  const words = [program, '--clients', '256', '--seconds', '60', '--kill', '5'];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  console.log(stdout);
  expect(stdout).toMatch(
    /\d+ answers, 0 wrong, 0 inconclusive, 0 failed, 0 told to come again \(429\), ([89]|\d{2,}) sandboxes/,
  );
});
