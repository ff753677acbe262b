import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { EnvironmentDefinition } from '../core/task.ts';
import type { MachineFinding, MachineReport } from './doctor/finding.ts';
import { examineNamespaces, examineSandbox, readNamespaceFacts } from './doctor/namespaces.ts';
import { examineBubblewrap, examineMmdebstrap, examineNode, examinePython, examineSudo } from './doctor/programs.ts';
import {
  examineCgroup,
  examineDisk,
  examineEnvironment,
  examineNotification,
  examineStore,
} from './doctor/resources.ts';
import { environmentStore, isRoot } from './environment/environment-store.ts';
import { findEnvironment } from './environment/find-environment.ts';
import { runProgram } from './run-program.ts';

/** What this machine has for judging, tried and not guessed; changes nothing. */
export async function examineMachine(definition: EnvironmentDefinition): Promise<MachineReport> {
  const root = isRoot();
  const store = environmentStore();
  const built = await findEnvironment(definition, store).catch(() => undefined);
  const isBuilt = built !== undefined;
  const bubblewrap = await examineBubblewrap();
  const sandbox: MachineFinding = bubblewrap.ok
    ? await examineSandbox(built, root)
    : { name: 'sandbox', ok: false, detail: 'cannot be tried without bubblewrap', needed: true };
  const findings = [
    examineNode(),
    await examinePython(),
    bubblewrap,
    examineNamespaces(await readNamespaceFacts(), sandbox.ok),
    sandbox,
    await examineNotification(),
    await examineCgroup(),
    examineEnvironment(built),
    await examineStore(store, root),
    await examineDisk(store, isBuilt),
    await examineMmdebstrap(isBuilt),
    ...(root || isBuilt ? [] : [await examineSubordinateIds()]),
    await examineSudo(root),
  ];
  return { findings, tier: bubblewrap.ok && sandbox.ok ? 'bubblewrap' : 'none' };
}

/** An ordinary user's bootstrap needs ids for the users of the new system. */
async function examineSubordinateIds(): Promise<MachineFinding> {
  const { username } = userInfo();
  const ranges = await Promise.all(
    ['/etc/subuid', '/etc/subgid'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const hasRanges = ranges.every((text) => text.split('\n').some((line) => line.startsWith(`${username}:`)));
  const hasProgram = (await runProgram('newuidmap', [], { timeoutMs: 5000 })).ran;
  const finding = { name: 'subordinate ids', ok: hasRanges && hasProgram, needed: true };
  if (finding.ok) return { ...finding, detail: `${username} has a range` };
  if (!hasProgram) return { ...finding, detail: 'no newuidmap', remedy: 'sudo apt-get install uidmap' };
  const remedy = `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${username}`;
  return { ...finding, detail: `${username} has no range in /etc/subuid and /etc/subgid`, remedy };
}
