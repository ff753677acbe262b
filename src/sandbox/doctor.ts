import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import type { BuiltEnvironment } from '../core/environment.ts';
import type { EnvironmentDefinition } from '../core/task.ts';
import type { MachineFinding, MachineReport, TierReport } from './doctor/finding.ts';
import { examineNamespaces, readNamespaceFacts } from './doctor/namespaces.ts';
import { examineMmdebstrap, examineNode, examinePython, examineSudo } from './doctor/programs.ts';
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
import { isChosen, tiersByPreference } from './tiers/choose-tier.ts';

/** What this machine has for judging, tried and not guessed; changes nothing. */
export async function examineMachine(definition: EnvironmentDefinition): Promise<MachineReport> {
  const root = isRoot();
  const store = environmentStore();
  const built = await findEnvironment(definition, store).catch(() => undefined);
  const isBuilt = built !== undefined;
  const tiers = await tryTiers(built);
  const bubblewrapWorks = tiers.some(({ name, works }) => name === 'bubblewrap' && works);
  const findings = [
    examineNode(),
    await examinePython(),
    examineNamespaces(await readNamespaceFacts(), bubblewrapWorks),
    await examineNotification(),
    await examineCgroup(),
    examineEnvironment(built),
    await examineStore(store, root),
    await examineDisk(store, isBuilt),
    await examineMmdebstrap(isBuilt),
    ...(root || isBuilt ? [] : [await examineSubordinateIds()]),
    await examineSudo(root),
  ];
  return { findings, tiers, tier: tiers.find(({ name, works }) => works && isChosen(name))?.name ?? 'none' };
}

/** One after the other: a trial may be slow, and the next one's time limit must not be spent on it. */
async function tryTiers(built: BuiltEnvironment | undefined): Promise<TierReport[]> {
  const reports: TierReport[] = [];
  for (const tier of tiersByPreference()) {
    reports.push({ name: tier.name, deviations: tier.deviations, ...(await tier.examine(built)) });
  }
  return reports;
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
