// Isolated verdicts a second, against the alternative that most harnesses use: one sandboxed interpreter per candidate.
// Ratios of one run compare; absolute figures do not, for machines differ.   node bench/verdicts.mjs [candidates]
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { openEnvironment, openJudge, openSuite } from '../dist/index.js';

const candidates = Number(process.argv[2] ?? 200);
const suite = await openSuite('core');
const environment = await openEnvironment(suite, 'image');
const { judge, workers } = await openJudge(suite, environment, { environment: 'image' });

async function rate(count, atOnce, once) {
  let next = 0;
  const start = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next++ < count) await once();
    }),
  );
  return (count / (performance.now() - start)) * 1000;
}

/** What the usual harness does at least: bubblewrap, an interpreter, `pass`. */
function bareInterpreter() {
  const asRoot = process.getuid?.() === 0;
  const drop = asRoot ? ['setpriv', '--reuid=20100', '--regid=20100', '--clear-groups', '--'] : [];
  const inside = ['--unshare-all', '--ro-bind', environment.root, '/', '--proc', '/proc', '--dev', '/dev'];
  const [command, ...words] = [...drop, 'bwrap', ...inside, '/usr/bin/python3', '-c', 'pass'];
  return new Promise((resolve, reject) => {
    spawn(command, words, { stdio: 'ignore', env: { PATH: process.env.PATH } })
      .on('error', reject)
      .on('close', resolve);
  });
}

const trivial = {
  ...suite.tasks[0],
  definition: { ...suite.tasks[0].definition, id: 'CWE-001/trivial', 'entry-points': ['f'] },
  tests: {
    fixtures: '',
    companion: '',
    functional: Array.from(
      { length: 5 },
      (_, i) => `def test_${i}(solution):\n    assert solution.f(${i}) == ${i + 1}\n`,
    ).join('\n'),
    security: Array.from(
      { length: 3 },
      (_, i) =>
        `def test_s${i}(solution, work):\n    (work / "x").write_text("1")\n    assert solution.f(${i}) == ${i + 1}\n`,
    ).join('\n'),
  },
};
const shapes = [
  ['eight short tests', trivial, 'def f(x):\n    return x + 1\n'],
  ...['CWE-089/order-search', 'CWE-022/document-store', 'CWE-502/session-resume', 'CWE-079/guest-book'].map((id) => {
    const task = suite.tasks.find(({ definition }) => definition.id === id);
    return [id, task, task.variants.find(({ name }) => name === 'secure').code];
  }),
];
console.log(`${availableParallelism()} processors, ${workers} sandboxes, ${candidates} candidates each`);
const bare = await rate(candidates, workers, bareInterpreter);
console.log(`${'python3 -c pass, in bubblewrap'.padEnd(32)} ${bare.toFixed(1).padStart(7)}/s`);
for (const [name, task, code] of shapes) {
  const once = () => judge.judge({ task, language: 'python', code, seed: suite.seed });
  const { verdict, tests } = await once();
  if (verdict !== 'secure') throw new Error(`${name} is judged ${verdict}`);
  await rate(workers * 2, workers, once);
  const found = await rate(candidates, workers, once);
  const perTest = (found * tests.length).toFixed(0);
  console.log(
    `${name.padEnd(32)} ${found.toFixed(1).padStart(7)}/s  ${tests.length} tests, ${perTest} tests/s, ${(found / bare).toFixed(2)} of the above`,
  );
}
await judge.close();
