import { expect, test } from 'vitest';
import { runProgram } from './run-program.ts';

test('what a program prints and its exit code come back, line by line on the way', async () => {
  const lines: string[] = [];
  const script = 'echo out; echo one >&2; printf two >&2; exit 3';
  const result = await runProgram('sh', ['-c', script], { onLine: (line) => lines.push(line) });
  expect(result).toEqual({ ran: true, exitCode: 3, stdout: 'out\n', stderr: 'one\ntwo' });
  expect(lines).toEqual(['one']);
});

test('nothing of our environment is inherited', async () => {
  process.env['SECEVAL_TEST_KEY'] = 'hidden';
  const result = await runProgram('env', [], { env: { GIVEN: 'yes' } });
  delete process.env['SECEVAL_TEST_KEY'];
  expect(result.ran && result.stdout).toContain('GIVEN=yes');
  expect(result.ran && result.stdout).not.toContain('SECEVAL_TEST_KEY');
});

test('a program that is not there is told from one that fails', async () => {
  expect(await runProgram('no-such-program', [])).toMatchObject({ ran: false });
  expect(await runProgram('false', [])).toMatchObject({ ran: true, exitCode: 1 });
});

test('a program that takes too long is killed', async () => {
  expect(await runProgram('sleep', ['30'], { timeoutMs: 50 })).toMatchObject({ ran: true, exitCode: 137 });
});
