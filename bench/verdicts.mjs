#!/usr/bin/env node
// Isolated verdicts a second, beside what other harnesses do for one candidate, all in the same run and in turns, so that
// the ratios hold on a machine whose speed drifts. Absolute figures do not compare between machines.
//   npm run bench [-- --rounds 3 --seconds 6 --json FILE]
import { writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { openEnvironment, openJudge, openSuite } from '../dist/index.js';
import { alternatives } from './alternatives.mjs';
import { busySeconds, ratesOf, workerMemory } from './measure.mjs';
import { referenceShape, writtenShapes } from './shapes.mjs';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '6' },
    json: { type: 'string' },
  },
});
const rounds = Number(values.rounds);
const seconds = Number(values.seconds);
if (!(rounds >= 1 && seconds > 0)) {
  console.error('bench: --rounds and --seconds take positive numbers');
  process.exit(2);
}

const suite = await openSuite('core');
const environment = await openEnvironment(suite, 'image');
const processors = availableParallelism();
const result = { processors, environment: environment.fingerprint, shapes: {}, workers: {}, variants: {} };

async function withJudge(workers, work) {
  const opened = await openJudge(suite, environment, { environment: 'image', workers });
  try {
    return await work(opened);
  } finally {
    await opened.judge.close();
  }
}

/** Judges the candidates of a shape in turns; each must get the verdict that it is known to have. */
function inTurns(judge, candidates) {
  let turn = 0;
  return async () => {
    const { verdict, ...candidate } = candidates[turn++ % candidates.length];
    const judgement = await judge.judge({ language: 'python', seed: suite.seed, ...candidate });
    if (judgement.verdict === verdict) return;
    throw new Error(
      `${candidate.task.definition.id} is judged ${judgement.verdict}, not ${verdict}: ${judgement.detail}`,
    );
  };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) / 2)];
const shown = (number, digits = 1) => (number === undefined ? '–' : number.toFixed(digits)).padStart(8);

// 1. Shapes of candidates: seceval and the alternatives in turns.
await withJudge(2 * processors, async (opened) => {
  for (const shape of [...writtenShapes(suite), await referenceShape(suite, opened)]) {
    console.log(
      `\n${shape.name}: ${shape.about}; ${processors} processors, ${rounds} rounds of ${seconds} s each in turns`,
    );
    const once = inTurns(opened.judge, shape.candidates);
    const own = { name: 'seceval, everything on', atOnce: 2 * processors, once };
    const all = [own, ...(await alternatives(shape.programs, environment))];
    const measured = new Map(all.map((one) => [one.name, []]));
    await Promise.all(Array.from({ length: 4 * processors }, once)); // every sandbox has started
    for (let round = 0; round < rounds; round++) {
      for (const one of all) measured.get(one.name).push(await ratesOf(one, seconds));
    }
    result.shapes[shape.name] = Object.fromEntries(measured);
    tellRates(measured, own.name);
  }
});

function tellRates(measured, own) {
  const ownRates = measured.get(own).map((one) => one.rate);
  const heads = ['a second', 'p50 ms', 'p99 ms', 'CPU ms'].map((head) => head.padStart(8)).join('');
  console.log(`${''.padEnd(44)}${heads}   seceval is`);
  for (const [other, found] of measured) {
    const ratio = median(found.map((one, round) => ownRates[round] / one.rate));
    const column = (key) => shown(median(found.map((one) => one[key])));
    console.log(
      `${other.padEnd(44)}${column('rate')}${column('p50')}${column('p99')}${column('cpu')}   ${ratio.toFixed(2)} times as fast`,
    );
  }
}

// 2. More workers, up to and beyond the processors; the memory of one.
console.log('\nworkers   standard-library verdicts a second');
for (const workers of [1, 2, 4, 8].filter((count) => count <= 4 * processors)) {
  await withJudge(workers, async ({ judge }) => {
    const once = inTurns(judge, writtenShapes(suite)[0].candidates);
    await Promise.all(Array.from({ length: 2 * workers }, once));
    const { rate } = await ratesOf({ atOnce: workers, once }, seconds);
    const memory = workerMemory();
    result.workers[workers] = { rate, memory };
    console.log(
      `${String(workers).padStart(7)}${shown(rate)}   ${memory.toFixed(0)} MiB a worker (proportional set size)`,
    );
  });
}

// 3. The suite's own reference variants, as a run judges them.
await withJudge(2 * processors, async ({ judge }) => {
  const all = suite.tasks.flatMap((task) => task.variants.map((variant) => ({ task, variant })));
  const waiting = [...all];
  const latencies = [];
  let tests = 0;
  const before = busySeconds();
  const started = performance.now();
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const begun = performance.now();
      const { code } = next.variant;
      const judgement = await judge.judge({ task: next.task, language: 'python', code, seed: suite.seed });
      latencies.push(performance.now() - begun);
      tests += judgement.tests.length;
    }
  };
  await Promise.all(Array.from({ length: 2 * processors }, lane));
  const elapsed = (performance.now() - started) / 1000;
  latencies.sort((a, b) => a - b);
  const at = (share) => latencies[Math.floor(share * (latencies.length - 1))];
  const cpu = ((busySeconds() - before) / all.length) * 1000;
  result.variants = { candidates: all.length, tests, rate: all.length / elapsed, p50: at(0.5), p99: at(0.99), cpu };
  console.log(
    `\nall ${all.length} reference variants of ${suite.tasks.length} tasks (${(tests / all.length).toFixed(0)} tests each): ` +
      `${(all.length / elapsed).toFixed(1)} verdicts and ${(tests / elapsed).toFixed(0)} tests a second, ` +
      `p50 ${at(0.5).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms, ${cpu.toFixed(0)} ms CPU a verdict`,
  );
});
console.log('\nCPU is that of the whole machine while it ran: let nothing else run beside it.');
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(result, undefined, 2)}\n`);
