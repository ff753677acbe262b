import { test, expect } from 'vitest';
import { openSandboxedJudge } from './testing/sandboxed-judge.ts';
import { verifyInSandbox } from '../suite/verify-task.ts';
import * as open from '../open-suite.ts';
test('suite', async () => {
  console.log(Object.keys(open));
  const suite = await (open as any).openSuite('core');
  const judge = await openSandboxedJudge(3);
  const t0 = Date.now();
  for (const task of suite.tasks) console.log(task.definition.id, JSON.stringify(await verifyInSandbox(task, judge, suite.seed)));
  console.log('seconds', (Date.now()-t0)/1000, 'starts', judge.started());
  await judge.close();
}, 300000);
