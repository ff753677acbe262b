import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Judge } from '../../core/judge.ts';
import type { Judgement } from '../../core/verdict.ts';
import { loadSuite } from '../load-suite.ts';
import { sampleFiles, withFolder } from '../testing/suite-folder.ts';
import { checkStoredMutants } from './check-stored-mutants.ts';
import type { Mutant } from './mutant.ts';
import { mutateTasks } from './mutate-tasks.ts';
import { mutationTable, rejectedOfAll, rejectedOfWeaker } from './mutation-table.ts';

const secure = 'sound = True\nchecked = True\n';
const flip = (was: string, line: number): Mutant => {
  const at = secure.indexOf(was);
  return { operator: 'flip', line, at, was, now: `not ${was}` };
};
const mutants = [flip('sound', 1), flip('checked', 2)];

/** Says `vulnerable` of code that holds one of `words`, and counts. */
function judgeBy(words: readonly string[]): Judge & { asked: number } {
  const judge = {
    asked: 0,
    judge({ code }: { code: string }): Promise<Judgement> {
      judge.asked += 1;
      const weak = words.some((word) => code.includes(word));
      const common = { exploited: weak, integrity: 'separate' as const, cpuSeconds: 0, wallSeconds: 0 };
      const tests = [{ name: 'test_attack[1]', kind: 'security' as const, outcome: weak ? 'fail' : 'pass' } as const];
      return Promise.resolve({ ...common, tests, verdict: weak ? 'vulnerable' : 'secure' });
    },
    describe: () => ({ tier: 'none', environment: 'none', limits: {}, deviations: [] }),
    close: () => Promise.resolve(),
  };
  return judge;
}

async function mutateIn(folder: string, judge: Judge, check = false) {
  const { tasks } = await loadSuite(folder);
  const list = () => Promise.resolve(new Map([['CWE-089/order-search', new Map([['secure', mutants]])]]));
  return mutateTasks({ tasks, judge, seed: 7, list, check, whyNot: () => undefined });
}

const id = 'CWE-089/order-search';
const files: Readonly<Record<string, string>> = { ...sampleFiles(), [`${id}/python/secure.py`]: secure };

test('a survivor is reported until somebody says why it is no weaker, and then stands apart in the table', () =>
  withFolder(files, async (folder) => {
    const first = await mutateIn(folder, judgeBy(['not sound']));
    expect(first.tasks[0]?.findings).toEqual(['it survives: secure:2 flip: checked → not checked']);
    expect(rejectedOfWeaker(mutationTable(first.tasks).all)).toBe(0.5);

    const path = join(folder, id, 'mutants.jsonl');
    const text = await readFile(path, 'utf8');
    expect(text).toContain('"by":"test_attack[1]"');
    await writeFile(path, text.replace('"kind":"","why":""', '"kind":"equivalent","why":"nothing reads it"'));
    const judge = judgeBy([]);
    const second = await mutateIn(folder, judge);
    expect(second.tasks[0]?.findings).toEqual([]);
    expect(judge.asked).toBe(0);
    const { all } = mutationTable(second.tasks);
    expect(all).toMatchObject({ vulnerable: 1, secure: 1, equivalent: 1 });
    expect([rejectedOfAll(all), rejectedOfWeaker(all)]).toEqual([0.5, 1]);
  }));

test('mutants are judged again when a reference or a test changes, and reasons are kept', () =>
  withFolder(files, async (folder) => {
    await mutateIn(folder, judgeBy(['not sound']));
    const path = join(folder, id, 'mutants.jsonl');
    await writeFile(
      path,
      (await readFile(path, 'utf8')).replace('"kind":"","why":""', '"kind":"elsewhere","why":"nothing reads it"'),
    );
    await writeFile(join(folder, id, 'test_security.py'), 'def test_z(solution):\n    assert True\n');
    const judge = judgeBy(['not sound']);
    const again = await mutateIn(folder, judge);
    expect(judge.asked).toBeGreaterThan(2);
    expect(again.tasks[0]?.findings).toEqual([]);
  }));

test('a check compares every verdict with the stored one and writes nothing', () =>
  withFolder(files, async (folder) => {
    await mutateIn(folder, judgeBy(['not sound']));
    const before = await readFile(join(folder, id, 'mutants.jsonl'), 'utf8');
    const checked = await mutateIn(folder, judgeBy(['not sound', 'not checked']), true);
    expect(checked.tasks[0]?.findings).toEqual([
      'secure:2 flip: checked → not checked is vulnerable, stored as secure',
    ]);
    expect(await readFile(join(folder, id, 'mutants.jsonl'), 'utf8')).toBe(before);
  }));

test('verify asks for mutants that are of other files, are unread, or are no longer rejected', () =>
  withFolder(files, async (folder) => {
    const check = async (judge: Judge) => {
      const [task] = (await loadSuite(folder)).tasks;
      return task === undefined ? ['no task'] : checkStoredMutants(task, judge, 7);
    };
    const sound = judgeBy(['not sound']);
    expect(await check(sound)).toEqual([]);
    await mutateIn(folder, sound);
    expect(await check(sound)).toEqual(['it survives: secure:2 flip: checked → not checked']);
    expect(await check(judgeBy([]))).toContain('test_attack[1] does not reject secure:1 flip: sound → not sound');
    await writeFile(join(folder, id, 'python/secure.py'), `${secure}more = 1\n`);
    expect(await check(sound)).toEqual([
      `its references or tests have changed; judge its mutants again: seceval suite mutate ${id}`,
    ]);
  }));

test('a guard that task.yaml names is taken over as read', () => {
  const guarded = 'if a:\n    raise X\n';
  const named = "equivalent-mutants: [{variant: secure, guard: 'if a:', why: the next line refuses as well}]\n";
  const changed = {
    ...files,
    [`${id}/task.yaml`]: `${files[`${id}/task.yaml`]}${named}`,
    [`${id}/python/secure.py`]: guarded,
  };
  return withFolder(changed, async (folder) => {
    const { tasks } = await loadSuite(folder);
    const guard = { operator: 'drop-guard', line: 1, at: 3, was: 'a', now: 'False' };
    const list = () => Promise.resolve(new Map([[id, new Map([['secure', [guard]]])]]));
    const judge = judgeBy([]);
    const result = await mutateTasks({ tasks, judge, seed: 7, list, check: false, whyNot: () => undefined });
    expect(result.tasks[0]?.findings).toEqual([]);
    expect(result.tasks[0]?.stored.mutants).toEqual([
      { variant: 'secure', ...guard, verdict: 'secure', kind: 'equivalent', why: 'the next line refuses as well' },
    ]);
  });
});
