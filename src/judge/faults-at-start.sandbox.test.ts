import { expect, test } from 'vitest';
import { compareJudgements } from '../core/compare-judgements.ts';
import type { RunningSandbox } from '../core/tier.ts';
import type { Judgement } from '../core/verdict.ts';
import { noSandbox } from './testing/no-sandbox.ts';
import { sabotaged } from './testing/sabotaged.ts';
import { openSandboxedJudge } from './testing/sandboxed-judge.ts';
import { seededRandom } from './testing/seeded-random.ts';

/** `npm run test:faults` asks for more. */
const rounds = Number(process.env['SECEVAL_FAULT_ROUNDS'] ?? 1);
const random = seededRandom(Number(process.env['SECEVAL_FAULT_SEED'] ?? 1));
const candidates = Object.entries(sabotaged);
const kinds = Object.entries(noSandbox);

test('a sandbox that never starts makes every candidate inconclusive, and says why', async () => {
  const judge = await openSandboxedJudge(1, { instead: noSandbox['the kernel refuses namespaces'] });
  for (const [, { task, code }] of candidates.slice(0, 2)) {
    const { verdict, detail, tests } = await judge.run(task, code);
    expect([verdict, tests]).toEqual(['inconclusive', []]);
    expect(detail).toContain('No permissions to create new namespace');
  }
  await judge.close();
});

test(
  'sandboxes that start now and then judge as others do',
  async () => {
    let refuses = false;
    const refused = new Map<string, number>();
    const running: RunningSandbox[] = [];
    const judge = await openSandboxedJudge(1, {
      onStart: (sandbox) => running.push(sandbox),
      startSeconds: 20,
      instead: () => {
        if (!refuses || random() < 0.5) return undefined;
        const [name, start] = kinds[Math.floor(random() * kinds.length)] ?? [];
        if (name === undefined) return undefined;
        refused.set(name, (refused.get(name) ?? 0) + 1);
        return start?.();
      },
    });
    const calm = new Map<string, Judgement>();
    for (const [name, { task, code }] of candidates) calm.set(name, await judge.run(task, code));
    refuses = true;
    const wrong: string[] = [];
    let decided = 0;
    for (const [name, { task, code }] of Array.from({ length: rounds }, () => candidates).flat()) {
      // So that the next candidate asks for a new one.
      running.at(-1)?.kill();
      const judgement = await judge.run(task, code);
      const undisturbed = calm.get(name);
      if (judgement.verdict === 'inconclusive' || undisturbed === undefined) continue;
      decided += 1;
      for (const { what, first, other } of compareJudgements(undisturbed, judgement))
        wrong.push(`${name}: ${what}: ${first}, then ${other}`);
    }
    await judge.close();
    console.log(`${decided} of ${rounds * candidates.length} decided`, Object.fromEntries(refused));
    expect(wrong).toEqual([]);
    expect(decided).toBeGreaterThan((rounds * candidates.length) / 4);
    expect(refused.size).toBeGreaterThan(1);
  },
  300_000 + rounds * 300_000,
);
