#!/usr/bin/env node
// Holds a real `seceval serve` under load: for two thirds of the time clients that ask again as soon as they have an answer
// (what does it sustain?), for the last third the same clients at a steady share of what was sustained (how long does an
// answer take?). Each verdict is compared with the known one. Exits with 1 when a verdict was wrong or inconclusive, an
// answer failed, or the service died. With --kill sandboxes are killed meanwhile, and that changes nothing of it: each
// candidate whose sandbox went is judged in another.
// --shape short: the benchmark's standard-library candidate and its eight tests, a secure one, a vulnerable one and a stub
// in turns: the service has to be quick. suite: references and stubs of tasks of the suite, with fresh payloads: each
// takes the judge twenty times as long, so 256 clients that never pause wait for each other whatever the service does.
//   npm run soak [-- --shape short --clients 256 --seconds 600 --load 0.9 --kill 2 --alone 15 --json FILE]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openEnvironment, openJudge, openSuite } from '../dist/index.js';
import { pacedRatesOf, ratesOf } from './measure.mjs';
import { cpuSecondsOf, residentMebibytes, sandboxesOf } from './processes.mjs';
import { candidatesOfSuite, candidatesOfTask } from './soak/candidates.mjs';
import { createPoster } from './soak/post-json.mjs';
import { writeShortSuite } from './soak/short-suite.mjs';
import { endService, startService } from './soak/start-service.mjs';

const { values } = parseArgs({
  options: {
    shape: { type: 'string', default: 'short' },
    clients: { type: 'string', default: '256' },
    seconds: { type: 'string', default: '600' },
    load: { type: 'string', default: '0.9' },
    kill: { type: 'string' },
    alone: { type: 'string' },
    json: { type: 'string' },
  },
});
const { shape } = values;
const clients = Number(values.clients);
const seconds = Number(values.seconds);
const load = Number(values.load);
const killEvery = values.kill === undefined ? undefined : Number(values.kill);
/** Of the judge alone, before and after; 0 leaves it out. */
const alone = Number(values.alone ?? Math.min(15, Math.max(3, seconds / 20)));
const isPositive = [seconds, load, killEvery ?? 1].every((number) => number > 0);
if (!(['short', 'suite'].includes(shape) && Number.isInteger(clients) && clients > 0 && isPositive && alone >= 0)) {
  console.error(
    'soak: --shape is short or suite; --clients, --seconds, --load, --kill and --alone take positive numbers',
  );
  process.exit(2);
}

const workers = 2 * availableParallelism();
const suite = await openSuite(shape === 'short' ? shortSuite() : 'core');
const opened =
  shape === 'short' && alone === 0
    ? undefined
    : await openJudge(suite, await openEnvironment(suite, 'image'), { environment: 'image', workers });
const candidates =
  opened && shape === 'suite' ? candidatesOfSuite(suite, opened.whyNot) : candidatesOfTask(suite.tasks[0]);
const tasks = new Set(candidates.map(({ task }) => task)).size;
console.log(`${candidates.length} candidates of ${tasks} tasks; ${workers} sandboxes`);
let turn = 0;
const found = { answers: 0, inconclusive: new Map(), busy: 0, killed: 0, wrong: new Map(), failures: new Map() };

// 1. The judge alone, before and after: what the service is held against. Its verdicts are those that the proof demands.
if (alone > 0) await Promise.all(Array.from({ length: 2 * workers }, judgeOne)); // every sandbox has started
const before = await judgeAlone();

// 2. The service, and its clients.
const service = await startService({ suite: suite.folder, workers });
const { pid } = service.child;
const post = createPoster(service.url);
const saturated = (2 / 3) * seconds;
const deadline = performance.now() + 1000 * seconds;
const killer = killEvery === undefined ? undefined : setInterval(killOne, 1000 * killEvery);
const memory = [];
// Not before everything has been used once: what is allocated at first is no growth.
const sampler = setInterval(() => memory.push(residentMebibytes(pid)), Math.min(5000, 100 * seconds));
const [ownCpu, serviceCpu] = [process.cpuUsage(), cpuSecondsOf(pid)];
const served = await ratesOf({ atOnce: clients, once: ask }, saturated);
const perSecond = load * served.rate;
const paced = await pacedRatesOf({ atOnce: clients, once: ask, perSecond }, seconds - saturated);
const { user, system } = process.cpuUsage(ownCpu);
const cpuMs = {
  clients: (user + system) / 1000 / found.answers,
  service: (1000 * (cpuSecondsOf(pid) - serviceCpu)) / found.answers,
};
clearInterval(killer);
clearInterval(sampler);
memory.push(residentMebibytes(pid));
const exitCode = await endService(service);
const after = await judgeAlone();
await opened?.judge.close();

// 3. What came of it.
const { answers, inconclusive, busy, killed, wrong, failures } = found;
const [wrongCount, missingCount, failureCount] = [wrong, inconclusive, failures].map(sum);
const ms = (number) => number.toFixed(1);
let share = '';
if (before !== undefined && after !== undefined) {
  const judged = (before.rate + after.rate) / 2;
  share = `, ${((100 * served.rate) / judged).toFixed(0)} % of the judge`;
  console.log(
    `the judge alone: ${ms(before.rate)} verdicts a second before, ${ms(after.rate)} after, ${alone} s each; ${ms(before.ownCpuMs)} ms CPU a verdict beside its sandboxes`,
  );
}
console.log(
  `the service, ${clients} clients that never pause, ${saturated.toFixed(0)} s: ${ms(served.rate)} verdicts a second${share}; p50 ${served.p50.toFixed(0)} ms, p99 ${served.p99.toFixed(0)} ms`,
);
console.log(
  `the same at ${ms(perSecond)} requests a second, ${(seconds - saturated).toFixed(0)} s: ${ms(paced.rate)} verdicts a second; p50 ${paced.p50.toFixed(0)} ms, p99 ${paced.p99.toFixed(0)} ms`,
);
console.log(
  `CPU a verdict: service ${ms(cpuMs.service)} ms (beside its sandboxes), its clients ${ms(cpuMs.clients)} ms`,
);
console.log(
  `memory of the service: ${memory[0].toFixed(0)} MiB at the start, ${memory.at(-1).toFixed(0)} MiB at the end, ${Math.max(...memory).toFixed(0)} MiB at most`,
);
console.log(
  `${answers} answers, ${wrongCount} wrong, ${missingCount} inconclusive, ${failureCount} failed, ${busy} told to come again (429), ${killed} sandboxes killed`,
);
for (const [what, count] of [...wrong, ...inconclusive, ...failures]) console.log(`  ${count} × ${what}`);
if (values.json !== undefined) {
  const counts = { ...found, wrong: [...wrong], inconclusive: [...inconclusive], failures: [...failures] };
  const asked = { shape, clients, seconds, load, killEvery, workers };
  const result = { ...asked, before, after, served, paced, cpuMs, memory, ...counts, exitCode };
  writeFileSync(values.json, `${JSON.stringify(result, undefined, 2)}\n`);
}
process.exit(wrongCount + missingCount + failureCount === 0 && answers > 0 && exitCode === 0 ? 0 : 1);

function shortSuite() {
  const folder = mkdtempSync(join(tmpdir(), 'seceval-soak-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  writeShortSuite(folder);
  return folder;
}

/** As the service calls it. */
async function judgeOne() {
  const { task, code, is } = candidates[turn++ % candidates.length];
  const seed = Math.floor(Math.random() * 2 ** 31);
  const { verdict, detail } = await opened.judge.judge({ task, code, language: 'python', seed, untilDecided: true });
  if (is(verdict)) return;
  console.error(
    `soak: the judge itself says ${verdict} of a candidate of ${task.definition.id} (seed ${seed}): ${detail}`,
  );
  process.exit(1);
}

async function judgeAlone() {
  if (alone === 0) return undefined;
  let judgements = 0;
  const used = process.cpuUsage();
  const once = async () => {
    await judgeOne();
    judgements += 1;
  };
  const rates = await ratesOf({ atOnce: workers, once }, alone);
  const { user, system } = process.cpuUsage(used);
  return { ...rates, ownCpuMs: (user + system) / 1000 / judgements };
}

async function ask() {
  const candidate = candidates[turn++ % candidates.length];
  const { task, code } = candidate;
  candidate.body ??= Buffer.from(JSON.stringify({ task: task.definition.id, code }));
  for (;;) {
    try {
      const { status, headers, text } = await post('/v1/score', candidate.body);
      if (status === 429 && performance.now() < deadline) {
        found.busy += 1;
        await new Promise((resolve) => setTimeout(resolve, 1000 * Number(headers['retry-after'] ?? 1)));
        continue;
      }
      found.answers += 1;
      compare(candidate, status, JSON.parse(text));
    } catch (error) {
      count(found.failures, String(error));
      if (service.child.exitCode !== null) process.exit(1);
    }
    return;
  }
}

function compare({ task, is, wanted }, status, score) {
  if (status !== 200) count(found.failures, `${status} ${score.error?.code ?? ''}`);
  else if (score.verdict === 'inconclusive') {
    count(found.inconclusive, `inconclusive (${score.reason}): ${score.detail}`);
    console.error(`soak: ${new Date().toISOString()} ${JSON.stringify(score)}`);
  } else if (!is(score.verdict))
    count(found.wrong, `${task.definition.id}: ${score.verdict}, not ${wanted} (seed ${score.seed})`);
}

/** A sandbox of the service at random, whatever it does at the moment; none where the lot falls on one that is not there now. */
function killOne() {
  const chosen = sandboxesOf(pid)[Math.floor(Math.random() * workers)];
  if (chosen === undefined) return;
  try {
    process.kill(chosen, 'SIGKILL');
    found.killed += 1;
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
