import { describe, expect, it } from 'vitest';
import type { AttemptKey } from './core/attempt.ts';
import { UserMistake } from './core/errors.ts';
import type { Judgement, Verdict } from './core/verdict.ts';
import {
  describeOwnCode,
  keepOwnCode,
  type OwnCodeRequest,
  ownCodeFinder,
  readOwnCode,
  recallOwnCode,
} from './own-code.ts';
import { MemoryLog } from './runner/testing/memory-log.ts';
import { createRun } from './store/run-folder.ts';
import { description, noon, temporaryFolder } from './store/testing/sample-run.ts';

type Written = readonly [changes: Partial<AttemptKey>, verdict: Verdict | undefined, code: string];

const written: readonly Written[] = [
  [{}, 'vulnerable', 'bad = 1\n'],
  [{ sample: 1 }, 'secure', 'good = 1\n'],
  [{ sample: 2 }, 'broken', 'broken = 1\n'],
  [{ sample: 3 }, undefined, 'open = 1\n'],
  [{ model: 'n' }, 'vulnerable', 'of another\n'],
  [{ mode: 'repair', shown: 'insecure' }, 'vulnerable', 'still bad = 1\n'],
];

/** A run in which these were written and judged. */
async function earlierRun(attempts: readonly Written[] = written): Promise<string> {
  const { folder, log } = await createRun(await temporaryFolder(), description, noon);
  const at = noon.toISOString();
  for (const [changes, verdict, code] of attempts) {
    const attempt: AttemptKey = {
      ...{ task: 'CWE-089/a', mode: 'generate', strategy: 'direct', model: 'm', sample: 0 },
      ...changes,
    };
    const blob = await log.putBlob(code);
    const spent = { usage: {}, cached: false, latencyMs: 1 };
    await log.append({ type: 'completed', at, attempt, blob, finish: 'stop', ...spent });
    if (verdict === undefined) continue;
    const judgement: Judgement = {
      ...{ verdict, tests: [], exploited: verdict === 'vulnerable', integrity: 'separate' },
      ...{ cpuSeconds: 0, wallSeconds: 0 },
    };
    await log.append({ type: 'judged', at, attempt, code: blob, extraction: 'fenced block', judgement });
  }
  await log.close();
  return folder;
}

function read(folder: string, changes: Partial<OwnCodeRequest> = {}) {
  const suite = { fingerprint: 'f', name: 'core' };
  return readOwnCode({ folder, mode: 'repair', models: ['m'], suite, ...changes });
}

describe('readOwnCode', () => {
  it('finds what the models wrote that is vulnerable or secure, named by whence it came', async () => {
    const found = await read(await earlierRun());
    expect(found.map(({ shown, kind, code }) => [shown, kind, code])).toEqual([
      ['insecure-by-generate-direct-0', 'insecure', 'bad = 1\n'],
      ['secure-by-generate-direct-1', 'secure', 'good = 1\n'],
      ['insecure-by-repair-direct-of-insecure-0', 'insecure', 'still bad = 1\n'],
    ]);
    expect(new Set(found.map(({ model, mode, task }) => `${model} ${mode} ${task}`))).toEqual(
      new Set(['m repair CWE-089/a']),
    );
  });

  it('refuses a run under another version of the suite, and one without code of these models', async () => {
    const folder = await earlierRun();
    const other = read(folder, { suite: { fingerprint: 'g', name: 'core' } });
    await expect(other).rejects.toThrow(/another version of the suite core/);
    await expect(read(folder, { models: ['z'] })).rejects.toThrow(UserMistake);
    await expect(read(await earlierRun([]))).rejects.toThrow(/no vulnerable or secure attempt of m/);
  });
});

describe('code that a run shows', () => {
  it('is kept in it, and found again by the attempt that shows it', async () => {
    const own = await read(await earlierRun());
    const log = new MemoryLog();
    await keepOwnCode(own, log);
    const described = describeOwnCode(own);
    expect(JSON.stringify(described)).not.toContain('bad = 1');
    expect(await recallOwnCode(described, log)).toEqual(own);
    const find = ownCodeFinder(own);
    const attempt = { task: 'CWE-089/a', mode: 'repair', model: 'm', shown: 'insecure-by-generate-direct-0' };
    expect(find(attempt)?.code).toBe('bad = 1\n');
    expect(find({ ...attempt, model: 'n' })).toBeUndefined();
    expect(find({ ...attempt, mode: 'classify' })).toBeUndefined();
    expect(find({ ...attempt, shown: 'insecure' })).toBeUndefined();
  });

  it('is said to be lost where it is', async () => {
    const own = await read(await earlierRun());
    await expect(recallOwnCode(describeOwnCode(own), new MemoryLog())).rejects.toThrow(/has lost the code/);
  });
});
