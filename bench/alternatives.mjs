// What other harnesses do for one candidate, at least: the same program, candidate and checks in one process.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientEnvironment } from '../dist/sandbox/tiers/container/engine.js';
import { runArguments } from '../dist/sandbox/tiers/container/run-options.js';
import { tryEngine } from '../dist/sandbox/tiers/container/try-engine.js';
import { environmentPython } from '../dist/sandbox/tiers/lane-program.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'alternatives');
const path = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };

function run(words, env = path) {
  return new Promise((resolve, reject) => {
    const [command, ...rest] = words;
    const child = spawn(command, rest, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    child.stderr.on('data', (part) => {
      err += part;
    });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${command}: ${err.slice(-500)}`))));
  });
}

/** Those that this machine can run, over `programs` in turns; a container engine that is missing is said so. */
export async function alternatives(programs, environment) {
  const file = join(mkdtempSync(join(tmpdir(), 'seceval-bench-')), 'programs.json');
  writeFileSync(file, JSON.stringify(programs));
  let turn = 0;
  const next = () => programs[turn++ % programs.length];
  const processors = availableParallelism();
  const python = environmentPython(environment);
  const drop = process.getuid?.() === 0 ? ['setpriv', '--reuid=20100', '--regid=20100', '--clear-groups', '--'] : [];
  const isolated = [
    '--unshare-all',
    '--die-with-parent',
    '--ro-bind',
    environment.root,
    '/',
    '--proc',
    '/proc',
    '--dev',
    '/dev',
    '--tmpfs',
    '/tmp',
  ];
  // A library reads the system's trust store when it is imported; the environment has none of its own.
  const trust = ['--tmpfs', '/tools', '--file', '3', '/tools/ca.pem'];
  const list = [
    {
      name: 'fork per sample, as HumanEval’s harness',
      atOnce: processors,
      batch: async (seconds) => {
        const rate = async (count) =>
          Number(
            await run([...python, '-B', join(folder, 'fork_per_sample.py'), file, String(count), String(processors)]),
          );
        const count = Math.max(8, Math.round((await rate(8)) * seconds));
        await rate(count);
        return count + 8;
      },
    },
    {
      name: 'python3 per candidate, no isolation',
      atOnce: processors,
      once: () => run([...python, '-B', '-c', next()]),
    },
    {
      name: 'bubblewrap and python3 per candidate',
      atOnce: processors,
      once: () =>
        run([
          'sh',
          '-c',
          'exec "$@" 3</dev/null',
          'sh',
          ...drop,
          'bwrap',
          ...isolated,
          ...trust,
          '/usr/bin/python3',
          '-B',
          '-c',
          next(),
        ]),
    },
  ];
  const trial = await tryEngine(environment);
  if (!trial.works) console.log(`no container per candidate: ${trial.detail}`);
  else {
    const container = () =>
      runArguments(trial.engine, { image: trial.image, name: `seceval-bench-${randomUUID()}`, slot: 100 }, [
        '/usr/bin/python3',
        '-B',
        '-c',
        next(),
      ]);
    list.push({
      name: `container per candidate (${trial.engine.name})`,
      atOnce: processors,
      once: () => run([trial.engine.name, ...container()], clientEnvironment()),
    });
  }
  return list;
}
