import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Suite, Task } from '../core/task.ts';
import { loadSuite } from './load-suite.ts';
import { isDue, type ProofGround, proofFingerprint, readProofs, recordProofs } from './recorded-proofs.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

const ground: ProofGround = { code: 'a', environment: 'b', tier: 'bubblewrap', seed: 7 };

function onSample<Result>(use: (suite: Suite, task: Task) => Promise<Result>): Promise<Result> {
  return withFolder(sampleFiles(), async (folder) => {
    const suite = await loadSuite(folder);
    const [task] = suite.tasks;
    if (task === undefined) throw new TypeError('the sample has no task');
    return use(suite, task);
  });
}

test('a proof hangs on every file of the task', async () => {
  await onSample(async (_suite, task) => {
    const before = await proofFingerprint(task, ground);
    expect(await proofFingerprint(task, ground)).toBe(before);
    for (const file of ['task.yaml', 'problem.md', 'test_security.py', 'python/insecure-3.py']) {
      const path = join(task.folder, file);
      const text = await readFile(path, 'utf8');
      await writeFile(path, `${text}#`);
      expect(await proofFingerprint(task, ground), file).not.toBe(before);
      await writeFile(path, text);
    }
    await writeFile(join(task.folder, 'mutants.jsonl'), '');
    expect(await proofFingerprint(task, ground)).not.toBe(before);
  });
});

test.each([{ code: 'x' }, { environment: 'x' }, { tier: 'uids' }, { seed: 8 }])(
  'a proof hangs on %o',
  async (other) => {
    await onSample(async (_suite, task) => {
      expect(await proofFingerprint(task, { ...ground, ...other })).not.toBe(await proofFingerprint(task, ground));
    });
  },
);

test('what was proven is read again; what was found unsound, and what is no task any more, is forgotten', async () => {
  await onSample(async (suite, task) => {
    const { id } = task.definition;
    expect(await readProofs(suite)).toEqual(new Map());
    const proven = new Map([
      [id, 'f1'],
      ['CWE-001/gone', 'f2'],
    ]);
    await recordProofs(suite, { proven, unsound: [] });
    expect(await readProofs(suite)).toEqual(new Map([[id, 'f1']]));
    await recordProofs(suite, { proven: new Map(), unsound: [id] });
    expect(await readProofs(suite)).toEqual(new Map());
  });
});

test('a damaged record is a mistake that names the file', async () => {
  await onSample(async (suite) => {
    await writeFile(join(suite.folder, 'proofs.json'), '{');
    await expect(readProofs(suite)).rejects.toThrow(/proofs\.json is no record of proofs/);
  });
});

test('the record is no part of the suite', async () => {
  await onSample(async (suite, task) => {
    await recordProofs(suite, { proven: new Map([[task.definition.id, 'f']]), unsound: [] });
    expect((await loadSuite(suite.folder)).fingerprint).toBe(suite.fingerprint);
  });
});

test('each proof is due on one day of sixteen', () => {
  for (const fingerprint of ['00000000', '0000000f', 'fffffff8']) {
    const days = Array.from({ length: 16 }, (_, day) => isDue(fingerprint, (20_000 + day) * 86_400_000 + 5));
    expect(days.filter(Boolean)).toHaveLength(1);
  }
});
