import { readFile, stat } from 'node:fs/promises';
import type { BuiltEnvironment } from '../../core/environment.ts';
import { runProgram } from '../run-program.ts';
import { becomeSlotUser } from '../tiers/slot-user.ts';
import type { TierFinding } from '../tiers/tier.ts';
import type { MachineFinding } from './finding.ts';

/** What may forbid namespaces; undefined where the kernel has no such switch. */
export interface NamespaceFacts {
  readonly maxUserNamespaces: number | undefined;
  /** Debian's and Arch's switch. */
  readonly unprivilegedClone: number | undefined;
  /** Ubuntu's since 23.10. */
  readonly appArmorRestricts: number | undefined;
  readonly container: 'docker' | 'kubernetes' | undefined;
}

export async function readNamespaceFacts(): Promise<NamespaceFacts> {
  return {
    maxUserNamespaces: await kernelNumber('user/max_user_namespaces'),
    unprivilegedClone: await kernelNumber('kernel/unprivileged_userns_clone'),
    appArmorRestricts: await kernelNumber('kernel/apparmor_restrict_unprivileged_userns'),
    container: await container(),
  };
}

async function kernelNumber(name: string): Promise<number | undefined> {
  const text = await readFile(`/proc/sys/${name}`, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : Number(text);
}

async function container(): Promise<NamespaceFacts['container']> {
  if (process.env['KUBERNETES_SERVICE_HOST'] !== undefined) return 'kubernetes';
  for (const mark of ['/.dockerenv', '/run/.containerenv']) {
    const isThere = await stat(mark).then(
      () => true,
      () => false,
    );
    if (isThere) return 'docker';
  }
  return undefined;
}

/** Sets up what a sandbox is: bubblewrap, and namespaces nested in it, as the user under whom candidates live. */
export async function examineNesting(environment: BuiltEnvironment | undefined, isRoot: boolean): Promise<TierFinding> {
  const user = isRoot ? becomeSlotUser(0) : [];
  const inside = ['/usr/bin/unshare', '--user', '--map-root-user', '--mount', '--net', '--ipc', '--pid', '--fork'];
  const words = [...user, 'bwrap', ...trialArguments(environment), '--', ...inside, '--mount-proc', '/bin/true'];
  const [program = 'bwrap', ...args] = words;
  const tried = await runProgram(program, args, { timeoutMs: 20_000 });
  if (tried.ran && tried.exitCode === 0) return { works: true, detail: 'nested namespaces work' };
  const said = tried.ran ? (tried.stderr.trim().split('\n').at(-1) ?? '') : tried.reason;
  const remedy = namespaceRemedy(await readNamespaceFacts());
  const detail = `nested namespaces are refused: ${said === '' ? 'no reason given' : said}`;
  return { works: false, detail, ...(remedy === undefined ? {} : { remedy }) };
}

function trialArguments(environment: BuiltEnvironment | undefined): string[] {
  const links = ['bin', 'sbin', 'lib', 'lib64'].flatMap((name) => ['--symlink', `usr/${name}`, `/${name}`]);
  const root =
    environment === undefined ? ['--ro-bind', '/usr', '/usr', ...links] : ['--ro-bind', environment.root, '/'];
  return [
    ...['--unshare-all', '--die-with-parent', '--new-session', '--clearenv', ...root],
    ...['--proc', '/proc', '--dev', '/dev', '--tmpfs', '/tmp', '--tmpfs', '/work', '--chdir', '/'],
  ];
}

/** Which switch is set against namespaces; a switch does not matter where the trial succeeds all the same. */
export function examineNamespaces(facts: NamespaceFacts, sandboxWorks: boolean): MachineFinding {
  const switches = [
    `max_user_namespaces ${facts.maxUserNamespaces ?? 'absent'}`,
    ...(facts.unprivilegedClone === undefined ? [] : [`unprivileged_userns_clone ${facts.unprivilegedClone}`]),
    ...(facts.appArmorRestricts === undefined
      ? []
      : [`apparmor_restrict_unprivileged_userns ${facts.appArmorRestricts}`]),
    ...(facts.container === undefined ? [] : [`inside ${facts.container}`]),
  ];
  const finding = { name: 'user namespaces', detail: switches.join(', '), needed: false };
  const remedy = sandboxWorks ? undefined : namespaceRemedy(facts);
  return remedy === undefined ? { ...finding, ok: true } : { ...finding, ok: false, remedy };
}

const appArmorProfile =
  'abi <abi/4.0>,\\ninclude <tunables/global>\\nprofile bwrap /usr/bin/bwrap flags=(unconfined) {\\n  userns,\\n}\\n';

/** The exact step that allows nested namespaces; undefined when nothing known forbids them. */
export function namespaceRemedy(facts: NamespaceFacts): string | undefined {
  if (facts.maxUserNamespaces === 0) return 'sudo sysctl -w user.max_user_namespaces=15000';
  if (facts.unprivilegedClone === 0) return 'sudo sysctl -w kernel.unprivileged_userns_clone=1';
  if (facts.container === 'docker') {
    return 'docker run --security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined …';
  }
  if (facts.container === 'kubernetes') {
    return 'in the pod: hostUsers: false; in its container’s securityContext: procMount: Unmasked, seccompProfile: {type: Unconfined}, appArmorProfile: {type: Unconfined}';
  }
  if (facts.appArmorRestricts === 1) {
    return `printf '${appArmorProfile}' | sudo tee /etc/apparmor.d/bwrap && sudo apparmor_parser -r /etc/apparmor.d/bwrap`;
  }
  return undefined;
}
