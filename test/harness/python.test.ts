import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

// What is of the harness alone, and needs no sandbox: in Python, beside this file.
const run = async (script: string, ...rest: string[]) => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return await promisify(execFile)('python3', ['-B', path, ...rest], { maxBuffer: 16 << 20 });
};

describe.concurrent('the harness in Python', () => {
  test('both seccomp programs return what the tables of system calls say, on both architectures', async () => {
    expect((await run('seccomp_programs.py')).stderr).toMatch(/^Ran [1-9]\d* tests? in .*\n\nOK$/m);
  });

  test('mutation operators weaken what they say, and nothing else', async () => {
    expect((await run('mutation_operators.py')).stderr).toMatch(/^Ran [1-9]\d* tests? in .*\n\nOK$/m);
  });

  test('a candidate is excused where the machine kept it waiting, and not for its own doing', async () => {
    expect((await run('starvation.py')).stderr).toMatch(/^Ran [1-9]\d* tests? in .*\n\nOK$/m);
  });

  test('a kill by the kernel is told from a spent limit', async () => {
    expect((await run('cgroup_peak.py')).stderr).toMatch(/^Ran [1-9]\d* tests? in .*\n\nOK$/m);
  });

  test('100,000 malformed frames end as typed faults of the candidate', async () => {
    const { stdout } = await run('decoder_fuzz.py', '100000');
    console.log(stdout);
    expect(Number(/(\d+) malformed/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(100_000);
  });
});
