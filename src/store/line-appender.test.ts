import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { EnvironmentFault } from '../core/errors.ts';
import { type AppendTarget, LineAppender } from './line-appender.ts';

/** A file on a disk that holds so many bytes, and takes at most a few at a time. */
class SmallDisk implements AppendTarget {
  content = '';
  writes = 0;
  synced: number[] = [];
  readonly #room: number;
  readonly #atATime: number;

  constructor(room: number, atATime = Number.POSITIVE_INFINITY) {
    this.#room = room;
    this.#atATime = atATime;
  }

  async write(bytes: Uint8Array): Promise<{ readonly bytesWritten: number }> {
    this.writes++;
    const bytesWritten = Math.min(bytes.length, this.#atATime, this.#room - this.content.length);
    if (bytesWritten === 0) throw fault('ENOSPC');
    this.content += Buffer.from(bytes.subarray(0, bytesWritten)).toString();
    return { bytesWritten };
  }

  async truncate(size: number): Promise<void> {
    this.content = this.content.slice(0, size);
  }

  async datasync(): Promise<void> {
    this.synced.push(this.content.length);
  }

  async close(): Promise<void> {}
}

function fault(code: string): NodeJS.ErrnoException {
  return Object.assign(new RangeError(code), { code });
}

describe('LineAppender', () => {
  it('writes what comes together in one call, in its order', async () => {
    const disk = new SmallDisk(1000);
    const lines = new LineAppender(disk, 'log', 0);
    await Promise.all(['a', 'b', 'c'].map((line) => lines.append(line)));
    await lines.append('d');
    expect(disk.content).toBe('a\nb\nc\nd\n');
    expect(disk.writes).toBe(2);
    await lines.close();
    expect(disk.synced).toEqual([8]);
  });

  it('goes on where the system took only a part', async () => {
    const disk = new SmallDisk(1000, 3);
    const lines = new LineAppender(disk, 'log', 0);
    await lines.append('0123456789');
    expect(disk.content).toBe('0123456789\n');
    await lines.close();
  });

  it('forces to the disk within about a second what was written', async () => {
    const disk = new SmallDisk(1000);
    const lines = new LineAppender(disk, 'log', 0);
    await lines.append('a');
    expect(disk.synced).toEqual([]);
    await expect.poll(() => disk.synced, { timeout: 5000 }).toEqual([2]);
    await lines.close();
  });

  it('leaves no half line on a full disk, says so in one line, and takes nothing more', async () => {
    const disk = new SmallDisk(8);
    const lines = new LineAppender(disk, 'runs/x/events.jsonl', 0);
    await lines.append('whole');
    const refused = lines.append('too long');
    await expect(refused).rejects.toThrow(EnvironmentFault);
    await expect(refused).rejects.toMatchObject({
      message: 'cannot write runs/x/events.jsonl (ENOSPC)',
      hint: expect.stringContaining('disk is full'),
    });
    await expect(lines.append('x')).rejects.toThrow('ENOSPC');
    expect(disk.content).toBe('whole\n');
    await expect(lines.close()).rejects.toThrow('ENOSPC');
  });

  it('reports a disk that fails between two events when it is closed, at the latest', async () => {
    const disk = new SmallDisk(1000);
    disk.datasync = async () => {
      throw fault('EIO');
    };
    const lines = new LineAppender(disk, 'log', 0);
    await lines.append('a');
    await delay(1);
    await expect(lines.close()).rejects.toThrow('cannot write log to the disk (EIO)');
  });
});
