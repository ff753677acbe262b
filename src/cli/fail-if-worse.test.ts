import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Study } from '../core/run.ts';
import type { Suite } from '../core/task.ts';
import { openSuite } from '../open-suite.ts';
import { sampleJudgement } from '../report/testing/sample-judgement.ts';
import { sampleTasks } from '../report/testing/sample-tasks.ts';
import { createRun } from '../store/run-folder.ts';
import { description, noon } from '../store/testing/sample-run.ts';
import { assertBaseline, judgeAgainst, withBaseline } from './fail-if-worse.ts';

let folder: string;
let suite: Suite;
let tasks: string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seceval-worse-'));
  suite = await openSuite('core');
  const families = new Map(
    suite.tasks
      .filter(({ definition }) => definition.fit === 'strong')
      .map(({ definition: { id, family } }) => [family, id]),
  );
  tasks = [...families.values()].slice(0, 12);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function studyOf(change: Partial<Study> = {}): Study {
  return { models: ['m'], strategies: [{ mode: 'generate', strategy: 'direct' }], tasks, samples: 1, ...change };
}

/** A finished run, by strategy a letter for each task: s secure, v vulnerable. Gives its folder. */
async function runOf(answers: Readonly<Record<string, string>>, fingerprint = suite.fingerprint): Promise<string> {
  const strategies = Object.keys(answers).map((strategy) => ({ mode: 'generate', strategy }) as const);
  const run = await createRun(
    folder,
    {
      ...description,
      study: studyOf({ strategies }),
      suite: { ...description.suite, folder: suite.folder, fingerprint },
    },
    noon,
  );
  const [like] = sampleTasks(1);
  if (like === undefined) throw new RangeError('no sample task');
  for (const { mode, strategy } of strategies) {
    for (const [index, letter] of [...(answers[strategy] ?? '')].entries()) {
      const attempt = { task: tasks[index] ?? '', mode, strategy, model: 'm', sample: 0 };
      const judgement = sampleJudgement(like, letter === 's' ? 'secure' : 'vulnerable');
      await run.log.append({ type: 'judged', at: noon.toISOString(), attempt, judgement });
    }
  }
  await run.log.close();
  return run.folder;
}

describe('judgeAgainst', () => {
  it('fails a run that is shown to be worse than another, and passes one that is not', async () => {
    const before = await runOf({ direct: 'ssssssssssss' });
    const worse = await judgeAgainst(await runOf({ direct: 'vvvvvvvvvvvs' }), before, folder);
    expect(worse).toMatchObject({ passed: false, lines: [{ passed: false, strategy: 'direct' }] });
    const alike = await judgeAgainst(await runOf({ direct: 'vsssssssssss' }), before, folder);
    expect(alike).toMatchObject({ passed: true, lines: [{ passed: true, strategy: 'direct' }] });
  });

  it('holds the strategies of a run against the one that is named', async () => {
    const run = await runOf({ direct: 'ssssssssssss', aware: 'vvvvvvvvvvvs', 'cwe-named': 'ssssssssssss' });
    const { passed, lines } = await judgeAgainst(run, 'direct', folder);
    expect(passed).toBe(false);
    expect(lines.map(({ strategy, passed: one }) => [strategy, one])).toEqual([
      ['aware', false],
      ['cwe-named', true],
    ]);
  });

  it('does not hold a run against itself', async () => {
    const run = await runOf({ direct: 'ssssssssssss' });
    await expect(judgeAgainst(run, run, folder)).rejects.toThrow(/is the run itself/);
  });
});

describe('assertBaseline, before anything is paid for', () => {
  const check = (baseline: string, study = studyOf()) => assertBaseline(baseline, { study, suite, runs: folder });

  it('takes a run that can be compared, and a side of the study', async () => {
    const before = await runOf({ direct: 'ssssssssssss' });
    expect(await check(before)).toMatchObject({
      manifest: { suite: { fingerprint: suite.fingerprint } },
      name: before,
    });
    const strategies = ['direct', 'aware'].map((strategy) => ({ mode: 'generate', strategy }) as const);
    expect(await check('direct', studyOf({ strategies }))).toBeUndefined();
  });

  it('gives the run that is the latest now a name that lasts, for the gate at the end and for resume', async () => {
    const runs = await mkdtemp(join(folder, 'latest-'));
    const before = await runOf({ direct: 'ssssssssssss' });
    await cp(before, join(runs, basename(before)), { recursive: true });
    const baseline = await assertBaseline('latest', { study: studyOf(), suite, runs });
    expect(baseline?.name).toBe(basename(before));
    if (baseline === undefined) return;
    const words = ['run', '--model', 'latest', '--fail-if-worse', 'latest'];
    expect(withBaseline(words, 'latest', baseline)).toEqual([...words.slice(0, 4), basename(before)]);
    expect(withBaseline(['--fail-if-worse=latest'], 'latest', baseline)).toEqual([
      `--fail-if-worse=${basename(before)}`,
    ]);
  });

  it('refuses what is not there, what was judged otherwise, and what has too little in common', async () => {
    await expect(check('20200101')).rejects.toThrow(/is neither a run nor a side of this one/);
    await expect(check(await runOf({ direct: 'ssssssssssss' }, 'other'))).rejects.toThrow(
      /another version of the suite/,
    );
    await expect(check(await runOf({ direct: 'sssssss' }))).rejects.toThrow(/7 task families in common/);
    await expect(check(await runOf({ direct: '' }))).rejects.toThrow(/the baseline has nothing of the mode generate/);
    await expect(check(await runOf({ direct: 'ssssssssssss' }), studyOf({ tasks: tasks.slice(0, 5) }))).rejects.toThrow(
      /5 task families in common/,
    );
  });

  it('refuses where no other side is to be judged', async () => {
    await expect(check('direct')).rejects.toThrow(/nothing to judge/);
    const strategies = [{ mode: 'classify', strategy: 'detect' }] as const;
    const before = await runOf({ direct: 'ssssssssssss' });
    await expect(check(before, studyOf({ strategies: [...strategies] }))).rejects.toThrow(/nothing to judge/);
  });

  it('asks which, where several sides of a mode are named', async () => {
    const strategies = ['direct', 'aware'].map((strategy) => ({ mode: 'generate', strategy }) as const);
    await expect(check('direct', studyOf({ strategies, models: ['m', 'n'] }))).rejects.toThrow(/names several sides/);
  });
});
