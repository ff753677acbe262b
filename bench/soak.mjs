#!/usr/bin/env node
// Holds a real `seceval serve` under load: clients that ask again as soon as they have an answer, each verdict compared
// with the known one, fresh payloads each time. Exits with 1 when a verdict was wrong, an answer failed, or the service
// died; `inconclusive` is told apart: it fails the soak too, except with --kill as often as a sandbox was killed at most.
//   npm run soak [-- --clients 256 --seconds 600 --kill 2 --json FILE]
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openEnvironment, openJudge, openSuite } from '../dist/index.js';
import { stubs } from '../dist/suite/stubs.js';
import { ratesOf } from './measure.mjs';
import { residentMebibytes, sandboxesOf } from './processes.mjs';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '256' },
    seconds: { type: 'string', default: '600' },
    kill: { type: 'string' },
    json: { type: 'string' },
  },
});
const clients = Number(values.clients);
const seconds = Number(values.seconds);
const killEvery = values.kill === undefined ? undefined : Number(values.kill);
if (!(Number.isInteger(clients) && clients > 0 && seconds > 0 && (killEvery === undefined || killEvery > 0))) {
  console.error('soak: --clients, --seconds and --kill (seconds between two killed sandboxes) take positive numbers');
  process.exit(2);
}

const quickTasks = ['CWE-089/order-search', 'CWE-022/', 'CWE-078/', 'CWE-079/', 'CWE-089/', 'CWE-094/', 'CWE-601/'];
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const workers = 2 * availableParallelism();
const suite = await openSuite('core');
const result = { clients, seconds, killEvery, workers };

// 1. The judge alone, as the service calls it: what it is held against. Its verdicts are the ones that the proof demands.
const environment = await openEnvironment(suite, 'image');
const opened = await openJudge(suite, environment, { environment: 'image', workers });
const tasks = quickTasks
  .map((start) => suite.tasks.find((task) => task.definition.id.startsWith(start) && !opened.whyNot(task)))
  .filter((task, index, all) => task !== undefined && all.indexOf(task) === index);
const candidates = inTurns(tasks.map(candidatesOf));
let turn = 0;
const once = async () => {
  const { task, code, is } = candidates[turn++ % candidates.length];
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { verdict } = await opened.judge.judge({ task, code, language: 'python', seed, untilDecided: true });
  if (!is(verdict)) throw new Error(`the judge itself says ${verdict} of a candidate of ${task.definition.id}`);
};
const alone = Math.min(30, Math.max(5, seconds / 10));
let judged;
try {
  await Promise.all(Array.from({ length: 2 * workers }, once)); // every sandbox has started
  judged = await ratesOf({ atOnce: workers, once }, alone);
} finally {
  await opened.judge.close();
}
console.log(`${candidates.length} candidates of ${tasks.length} tasks; ${workers} sandboxes`);
console.log(`the judge alone, ${alone.toFixed(0)} s: ${judged.rate.toFixed(1)} verdicts a second`);

// 2. The service, and its clients.
const child = spawn(
  process.execPath,
  [join(project, 'dist/cli/main.js'), 'serve', '--port', '0', '--log', 'none', '--workers', String(workers)],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
process.on('exit', () => child.kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
const url = await startedAt();
const wrong = new Map();
const failures = new Map();
let busy = 0;
let answers = 0;
let inconclusive = 0;
let killed = 0;
const deadline = performance.now() + 1000 * seconds;
const killer = killEvery === undefined ? undefined : setInterval(killOne, 1000 * killEvery);
const memory = [];
// Not before everything has been used once: what is allocated at first is no growth.
const sampler = setInterval(() => memory.push(residentMebibytes(child.pid)), Math.min(5000, 100 * seconds));
const served = await ratesOf({ atOnce: clients, once: ask }, seconds);
clearInterval(killer);
clearInterval(sampler);
memory.push(residentMebibytes(child.pid));
const ended = new Promise((resolve) => child.once('close', resolve));
child.kill('SIGTERM');
const code = await ended;

// 3. What came of it.
const wrongCount = sum(wrong);
const failureCount = sum(failures);
Object.assign(result, {
  judged,
  served,
  memory,
  answers,
  inconclusive,
  busy,
  killed,
  wrong: [...wrong],
  failures: [...failures],
  exitCode: code,
});
const share = (100 * served.rate) / judged.rate;
console.log(
  `the service, ${clients} clients, ${seconds} s: ${served.rate.toFixed(1)} verdicts a second (${share.toFixed(0)} % of the judge)`,
);
console.log(`latency: p50 ${served.p50.toFixed(0)} ms, p99 ${served.p99.toFixed(0)} ms`);
console.log(
  `memory of the service: ${memory[0].toFixed(0)} MiB at the start, ${memory.at(-1).toFixed(0)} MiB at the end, ${Math.max(...memory).toFixed(0)} MiB at most`,
);
console.log(
  `${answers} answers, ${wrongCount} wrong, ${inconclusive} inconclusive, ${failureCount} failed, ${busy} told to come again (429), ${killed} sandboxes killed`,
);
for (const [what, count] of [...wrong, ...failures]) console.log(`  ${count} × ${what}`);
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, undefined, 2)}\n`);
const isSound = wrongCount + failureCount === 0 && inconclusive <= killed && answers > 0 && code === 0;
process.exit(isSound ? 0 : 1);

/** References and stubs: what the suite's proof says of them holds for any seed. */
function candidatesOf(task) {
  const references = task.variants.map(({ code, kind }) => ({
    task,
    code,
    is: (verdict) => verdict === (kind === 'secure' ? 'secure' : 'vulnerable'),
    wanted: kind === 'secure' ? 'secure' : 'vulnerable',
  }));
  const idle = stubs(task.definition['entry-points']).map((stub) => ({
    task,
    code: stub.code,
    is: (verdict) => ['invalid', 'broken', 'vulnerable'].includes(verdict),
    wanted: 'not secure',
  }));
  return [...references, ...idle];
}

/** One of each list after the other, so that no task fills the service by itself. */
function inTurns(lists) {
  const longest = Math.max(...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

async function ask() {
  const { task, code, is, wanted } = candidates[turn++ % candidates.length];
  const body = JSON.stringify({ task: task.definition.id, code });
  for (;;) {
    try {
      const response = await fetch(`${url}/v1/score`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      const score = await response.json();
      if (response.status === 429 && performance.now() < deadline) {
        busy += 1;
        await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)));
        continue;
      }
      answers += 1;
      if (!response.ok) count(failures, `${response.status} ${score.error?.code ?? ''}`);
      else if (score.verdict === 'inconclusive') inconclusive += 1;
      else if (!is(score.verdict))
        count(wrong, `${task.definition.id}: ${score.verdict}, not ${wanted} (seed ${score.seed})`);
    } catch (error) {
      count(failures, String(error.cause ?? error));
      if (child.exitCode !== null) process.exit(1);
    }
    return;
  }
}

async function startedAt() {
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  for (let tries = 0; tries < 1200; tries++) {
    const address = /http:\S+/.exec(said)?.[0];
    if (address !== undefined && (await fetch(`${address}/readyz`)).ok) return address;
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  console.error('soak: seceval serve did not get ready');
  process.exit(3);
}

/** A sandbox of the service at random, whatever it does at the moment. */
function killOne() {
  const sandboxes = sandboxesOf(child.pid);
  const pid = sandboxes[Math.floor(Math.random() * sandboxes.length)];
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
    killed += 1;
  } catch {
    // It has ended by itself.
  }
}

function count(map, what) {
  map.set(what, (map.get(what) ?? 0) + 1);
}

function sum(map) {
  return [...map.values()].reduce((total, one) => total + one, 0);
}
