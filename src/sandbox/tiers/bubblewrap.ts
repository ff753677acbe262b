import { spawn } from 'node:child_process';
import type { RunningSandbox } from '../../core/tier.ts';
import { openCgroups } from '../cgroup/open-cgroups.ts';
import type { SlotCgroup } from '../cgroup/slot-cgroups.ts';
import { examineNesting } from '../doctor/namespaces.ts';
import { examineBubblewrap } from '../doctor/programs.ts';
import { isRoot } from '../environment/environment-store.ts';
import { systemPath } from '../run-program.ts';
import { bubblewrapArguments, supervisorCommand } from './bubblewrap-arguments.ts';
import { becomeSlotUser } from './slot-user.ts';
import { supervisorSettings } from './supervisor-settings.ts';
import type { OpenTier, SandboxOptions, Tier, TierFinding } from './tier.ts';

export const bubblewrap: Tier = {
  name: 'bubblewrap',
  deviations: [],
  lacks: new Set(),
  async examine(environment): Promise<TierFinding> {
    const program = await examineBubblewrap();
    if (!program.ok) return { works: false, detail: program.detail, ...(program.remedy && { remedy: program.remedy }) };
    return examineNesting(environment, isRoot());
  },
  async open(options): Promise<OpenTier> {
    const { slots, told } = await openCgroups();
    return {
      start: (slot) => start(options, slot, slots?.of(slot)),
      limits: {
        cpu: 'read and enforced by the judge over all processes of the candidate',
        memory: `address space of each process; the judge watches the sum; ${told}`,
        processes: `RLIMIT_NPROC in a user namespace of each candidate; ${told}`,
        files: 'a tmpfs of bounded size for each candidate',
        user: isRoot() ? 'a user id of its own for each sandbox' : 'the user who started seceval',
      },
      close: async () => slots?.close(),
    };
  },
};

/**
 * As root it first becomes the slot's own user: limits are void for uid 0, and a nested /proc cannot be mounted.
 * Nothing is inherited: no environment, no descriptor but the three pipes and those of its cgroup. It has its own
 * process group, so that Ctrl-C at a terminal is seceval's to judge.
 */
function start(options: SandboxOptions, slot: number, group: SlotCgroup | undefined): RunningSandbox {
  const handed = group?.descriptors ?? [];
  // `--disable-userns` must not be here: hosts live in nested namespaces, and their own filter forbids further ones.
  const sandbox = ['bwrap', '--unshare-all', ...bubblewrapArguments(options), '--', ...supervisorCommand];
  const settings = supervisorSettings({ warm: options.warm, group });
  const words = [...(isRoot() ? becomeSlotUser(slot) : []), ...sandbox, settings];
  const [command = 'bwrap', ...rest] = words;
  const process = spawn(command, rest, {
    env: { PATH: systemPath },
    stdio: ['pipe', 'pipe', 'pipe', ...handed],
    detached: true,
  });
  return { process, kill: () => void process.kill('SIGKILL') };
}
