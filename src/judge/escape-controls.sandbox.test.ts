import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isRoot } from '../sandbox/environment/environment-store.ts';
import { escapeGroups } from './testing/escapes/all.ts';
import type { Escape } from './testing/escapes/escape.ts';
import { ordinaryUser, runOutside } from './testing/escapes/run-outside.ts';
import { openWorld } from './testing/escapes/world.ts';

// A refusal in the sandbox means something only where the same program is not refused outside of it.
/** In some containers root lacks a capability or two. */
function allPowerful(): boolean {
  const held = /CapEff:\s*([0-9a-f]+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '0';
  const last = BigInt(readFileSync('/proc/sys/kernel/cap_last_cap', 'utf8').trim());
  return BigInt(`0x${held}`) === (1n << (last + 1n)) - 1n;
}

/** What the host itself must see of some, since for these a program's word alone would not be believed. */
const noticed: Readonly<Record<string, string>> = {
  "connects to the host's loopback": 'a connection',
  'connects to an abstract socket of the host': 'a connection',
  'connects to a socket of the host by its path': 'a connection',
  'sends a datagram to the host': 'a datagram',
  'writes to a file of the host': 'a file',
  'changes mode, times or attributes of a program': 'a file',
  'replaces a program by another': 'a file',
  'kills by thread, by queue and by pidfd': 'a process',
};

const victim = isRoot() ? ordinaryUser : undefined;

describe.concurrent('outside a sandbox, one gets what it tries that', () => {
  for (const [name, tried] of Object.entries(
    Object.assign({}, ...Object.values(escapeGroups)) as Record<string, Escape>,
  )) {
    const { control } = tried;
    if (control.where === 'nowhere' || control.where === 'beside what was planted') continue;
    test(name, async ({ skip }) => {
      skip(control.where === 'outside, as root' && !isRoot(), 'only root can show it');
      const { needs } = control;
      skip(needs !== undefined && !existsSync(needs), `this machine has no ${needs}`);
      const world = await openWorld(victim);
      try {
        const [outcome, what] = await runOutside(tried, world);
        skip(what === 'ENOSYS', 'this kernel has no such call');
        const powerless = ['EPERM', 'EACCES'].includes(what) && control.where === 'outside, as root' && !allPowerful();
        skip(powerless, `root has not all powers on this machine: ${what}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
        const seen = world.disturbances();
        expect(outcome === 'got' || seen.length > 0, `refused: ${what}`).toBe(true);
        expect(seen).toEqual(noticed[name] === undefined ? seen : [noticed[name]]);
      } finally {
        world.close();
      }
    });
  }
});
