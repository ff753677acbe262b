#!/usr/bin/env node
// Runs the conformance tests of the sandbox in every tier but bubblewrap, which `npm test` has run them in already.
// A tier whose set-up does not work here is skipped by name. `--all` runs every file instead of the short list.
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const short = ['isolation', 'namespaces', 'leftovers', 'network', 'forgery'];
const files = process.argv.includes('--all') ? ['src/judge'] : short.map((name) => `src/judge/${name}.sandbox.test.ts`);

const main = join(project, 'dist/cli/main.js');
const examined = spawnSync(process.execPath, [main, 'doctor', '--json'], { encoding: 'utf8' });
if (examined.error !== undefined || examined.stdout === '') {
  console.error(`seceval: doctor failed\n${examined.stderr}`);
  process.exit(3);
}
const tiers = JSON.parse(examined.stdout).tiers.filter(({ name }) => name !== 'bubblewrap');
const failed = [];
for (const { name, works, detail } of tiers) {
  if (!works) {
    console.log(`skipped: the tier ${name} (${detail})`);
    continue;
  }
  for (const [kind, prefix] of name === 'uids' ? restrictedHosts() : [['this machine', []]]) {
    console.log(`conformance of the tier ${name} on ${kind}${prefix.length === 0 ? `: ${detail}` : ''}`);
    const vitest = join(project, 'node_modules/vitest/vitest.mjs');
    const [command, ...words] = [...prefix, process.execPath, vitest, 'run', '--project', 'sandbox', ...files];
    const run = spawnSync(command, words, {
      cwd: project,
      stdio: 'inherit',
      env: { ...process.env, SECEVAL_TEST_TIER: name },
    });
    if (run.status !== 0) failed.push(`${name} on ${kind}`);
  }
}
if (failed.length > 0) {
  console.error(`seceval: conformance fails in ${failed.join(', ')}`);
  process.exitCode = 1;
}

/** The kinds of machine for which there is the tier uids; this one alone where they cannot be had on it. */
function restrictedHosts() {
  const program = join(project, 'scripts/restricted-host.py');
  const kinds = { 'no-user-namespaces': 'a machine without user namespaces', container: 'a default container' };
  const had = Object.entries(kinds).flatMap(([kind, told]) => {
    const prefix = ['python3', '-B', program, kind];
    return spawnSync(prefix[0], [...prefix.slice(1), 'true']).status === 0 ? [[told, prefix]] : [];
  });
  return had.length === 0 ? [['this machine', []]] : had;
}
