import { expect, test } from 'vitest';
import { compareJudgements } from '../core/compare-judgements.ts';
import type { RunningSandbox } from '../core/tier.ts';
import type { Judgement } from '../core/verdict.ts';
import { language } from './testing/inline-task.ts';
import { commit, deeds, isThere, type Known, processesOf } from './testing/sabotage.ts';
import { sabotaged } from './testing/sabotaged.ts';
import { openSandboxedJudge } from './testing/sandboxed-judge.ts';
import { seededRandom } from './testing/seeded-random.ts';

/** `npm run test:faults` asks for more. */
const rounds = Number(process.env['SECEVAL_FAULT_ROUNDS'] ?? 2);
const seed = Number(process.env['SECEVAL_FAULT_SEED'] ?? 1);

test(
  'whatever befalls the harness, a candidate gets the verdict of an undisturbed run or none',
  async () => {
    const sandboxes: RunningSandbox[] = [];
    const judge = await openSandboxedJudge(2, { onStart: (sandbox) => sandboxes.push(sandbox) });
    const candidates = Object.entries(sabotaged);
    const calm = new Map<string, Judgement>();
    for (const [name, { task, code }] of candidates) calm.set(name, await judge.run(task, code));
    expect([...calm.values()].map(({ verdict }) => verdict)).toEqual([
      ...['secure', 'secure', 'vulnerable', 'vulnerable', 'broken', 'broken', 'invalid', 'secure'],
    ]);

    const random = seededRandom(seed);
    const possible = deeds.filter(({ slow }) => slow !== true || rounds > 10);
    const seen: Known[] = [];
    const done = new Map<string, number>();
    let over = false;
    const sabotage = async () => {
      while (!over) {
        await new Promise((resolve) => setTimeout(resolve, random() * 600));
        const deed = possible[Math.floor(random() * possible.length)];
        const pid = sandboxes.at(-1 - Math.floor(random() * 2))?.process.pid;
        if (deed === undefined || pid === undefined) continue;
        seen.push(...processesOf(pid));
        if (await commit(deed, pid)) done.set(deed.name, (done.get(deed.name) ?? 0) + 1);
      }
    };
    const saboteur = sabotage();
    const wrong: string[] = [];
    let decided = 0;
    const jobs = Array.from({ length: rounds }, () => candidates).flat();
    const work = async () => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) {
        const [name, { task, code }] = job;
        const judgement = await judge.judge({ task, language, code, seed: 1 });
        const undisturbed = calm.get(name);
        if (judgement.verdict === 'inconclusive' || undisturbed === undefined) continue;
        decided += 1;
        for (const { what, first, other } of compareJudgements(undisturbed, judgement))
          wrong.push(`${name}: ${what}: ${first}, then ${other}`);
      }
    };
    await Promise.all([work(), work()]);
    over = true;
    await saboteur;
    await judge.close();

    console.log(`${decided} of ${rounds * candidates.length} decided`, Object.fromEntries(done));
    expect(wrong).toEqual([]);
    expect(decided).toBeGreaterThan((rounds * candidates.length) / 4);
    expect([...done.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(rounds);
    expect(seen.filter(isThere)).toEqual([]);
  },
  60_000 + rounds * 60_000,
);
