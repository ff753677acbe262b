import { usersDeviations } from '../../../sandbox/tiers/uids.ts';

/**
 * Programs that a tier does not refuse, or for which it has nothing that could be planted, by the deviation that it
 * declares (`deviations` of src/sandbox/tiers). Only in a tier that declares the sentence are they skipped, with the
 * sentence as the reason.
 */
const excused: Readonly<Record<string, readonly string[]>> = {
  [usersDeviations.network]: ['connects to a port of a candidate beside it', 'leaves a server at a port'],
  // From outside, isolation.sandbox.test.ts reads the memory of a host and counts the processes that are left.
  [usersDeviations.proc]: [
    'finds the processes of a candidate beside it',
    'reads the environment of a candidate beside it',
    'opens the terminal of a candidate beside it',
    'finds an earlier candidate in its own memory',
    'finds the tests that judge it in its own memory',
    'finds the payloads that will attack it in its own memory',
    'finds the fixtures of its tests in its own memory',
    'leaves a process',
    'leaves a terminal',
  ],
  [usersDeviations.queues]: ['opens a message queue of a candidate beside it', 'leaves a message queue'],
  [usersDeviations.numbers]: [
    'finds a process of the host by asking the kernel instead of /proc',
    'learns the number of whoever is at the other end of its connection',
    'has the kernel signal another process for it',
  ],
  [usersDeviations.names]: ['connects to an abstract socket of a candidate beside it'],
  [usersDeviations.group]: ['kills its own group and session', 'stops its own group and session'],
};

export function excuseFor(name: string, deviations: readonly string[]): string | undefined {
  return deviations.find((sentence) => excused[sentence]?.includes(name));
}
