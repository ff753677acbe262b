import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mayBeAlive, ownIdentity } from './process-identity.ts';

describe('mayBeAlive', () => {
  it('is true of this process, also where nothing is known but its pid', async () => {
    const own = await ownIdentity();
    expect(await mayBeAlive(own)).toBe(true);
    expect(await mayBeAlive({ ...own, started: '' })).toBe(true);
    expect(await mayBeAlive({ ...own, started: '', pid: 2 ** 22 + 1 })).toBe(false);
  });

  it.skipIf(!existsSync('/proc/self/stat'))(
    'is false of a zombie: it was killed, and only not yet buried',
    async () => {
      // `sleep 30` takes the place of the shell, and does not wait for the child that the shell began.
      const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
      onTestFinished(() => void parent.kill('SIGKILL'));
      const [line] = await once(parent.stdout, 'data');
      const pid = Number(String(line));
      const stat = () => readFile(`/proc/${pid}/stat`, 'utf8');
      await expect.poll(stat, { timeout: 5000 }).toContain(') Z ');
      const started = (await stat()).split(' ')[21] ?? '';
      expect(await mayBeAlive({ ...(await ownIdentity()), pid, started })).toBe(false);
    },
  );
});
