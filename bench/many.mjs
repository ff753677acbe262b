#!/usr/bin/env node
// Judges the same recorded answers in one process, through one worker, and through two (`seceval worker`, one sandbox
// each, a Redis of its own): how much faster two are, what a verdict costs in processor time, and that all come to the
// same verdicts, attempt by attempt. Exits with 1 when they do not, with 3 where there is no redis-server.
//   npm run many [-- --task LIST --rounds 3 --json FILE]
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { busySeconds } from './measure.mjs';
import { cpuSecondsOf } from './processes.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(project, 'dist/cli/main.js');
const recorded = join(project, 'suites/core/recorded/answers.jsonl');
const { values: flags } = parseArgs({
  options: { task: { type: 'string' }, rounds: { type: 'string', default: '1' }, json: { type: 'string' } },
});
const rounds = Number(flags.rounds);
if (!(Number.isInteger(rounds) && rounds > 0)) fail('--rounds takes a whole number from 1 on', 2);
if (spawnSync('redis-server', ['--version']).status !== 0) fail('there is no redis-server: apt-get install it', 3);

const folder = mkdtempSync(join(tmpdir(), 'seceval-many-'));
const started = new Set();
process.on('exit', () => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));

const port = await freePort();
start('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']);
const forms = [
  { name: 'one process, one sandbox', workers: 0 },
  { name: 'one worker of one sandbox', workers: 1 },
  { name: 'two workers of one sandbox', workers: 2 },
];

// 1. In turns, so that a machine that changes its speed does so for all of them.
const measured = new Map(forms.map(({ name }) => [name, []]));
for (let round = 0; round < rounds; round++) {
  for (const [index, form] of forms.entries()) measured.get(form.name).push(await judgeAll(form, index));
}

// 2. The same verdicts?
const [reference] = measured.get(forms[0].name);
const differing = [...measured.values()].flat().flatMap(({ verdicts }) => differences(reference.verdicts, verdicts));

// 3. What it comes to.
console.log(
  `\n${reference.verdicts.size} recorded answers, ${rounds} rounds in turns, ${availableParallelism()} processors`,
);
console.log(`${''.padEnd(30)}verdicts a second   CPU ms a verdict   of these worker and run   `);
const rows = forms.map(({ name }) => {
  const found = measured.get(name);
  const row = Object.fromEntries(['rate', 'cpuMs', 'ownMs'].map((key) => [key, median(found.map((one) => one[key]))]));
  const cells = [
    row.rate.toFixed(1).padStart(17),
    row.cpuMs.toFixed(1).padStart(19),
    row.ownMs.toFixed(1).padStart(24),
  ];
  console.log(`${name.padEnd(30)}${cells.join('')}`);
  return row;
});
const [, one, two] = rows;
const hours = (1e6 * one.cpuMs) / 3_600_000;
console.log(`\ntwo workers are ${(two.rate / one.rate).toFixed(2)} times as fast as one on this machine`);
console.log(
  `a million verdicts: ${hours.toFixed(1)} hours of one processor, ${((60 * hours) / 32).toFixed(0)} minutes of 16 machines of two`,
);
console.log('CPU is that of the whole machine while it ran: let nothing else run beside it.');
for (const text of new Set(differing)) console.error(text);
if (flags.json !== undefined) {
  const data = Object.fromEntries(
    [...measured].map(([name, all]) => [name, all.map(({ verdicts: _, ...rest }) => rest)]),
  );
  writeFileSync(
    flags.json,
    `${JSON.stringify({ attempts: reference.verdicts.size, measured: data, differing }, undefined, 2)}\n`,
  );
}
process.exit(differing.length === 0 ? 0 : 1);

/** One run of all answers; its rate is that between the first verdict and the last. */
async function judgeAll({ name, workers }, database) {
  const url = `redis://127.0.0.1:${port}/${database}`;
  const machines = await Promise.all(
    Array.from({ length: workers }, async () => {
      const child = start(process.execPath, [cli, 'worker', '--queue', url, '--workers', '1']);
      await said(child, 'for runs at');
      return child;
    }),
  );
  const runs = mkdtempSync(join(folder, 'runs-'));
  const where = workers === 0 ? ['--workers', '1'] : ['--queue', url];
  const tasks = flags.task === undefined ? [] : ['--task', flags.task];
  const words = ['run', '--model', `replay:${recorded}`, ...tasks, ...where, '--runs', runs];
  const run = start(process.execPath, [cli, ...words]);
  const samples = [];
  const look = () => {
    try {
      const own = [run, ...machines].reduce((sum, child) => sum + cpuSecondsOf(child.pid), 0);
      samples.push({ at: Date.now(), all: busySeconds(), own });
    } catch {
      // The run has ended.
    }
  };
  const looks = setInterval(look, 50);
  const code = await ended(run);
  clearInterval(looks);
  await Promise.all(machines.map((child) => stopped(child)));
  if (code !== 0) fail(`the run (${name}) ended with ${code}: ${run.told}`, 1);
  const { times, verdicts } = readJudged(runs);
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const between = times.length - 1;
  // Neither what it took to start nor the report at the end.
  const [before, after] = [first, last].map((time) => samples.findLast(({ at }) => at <= time) ?? samples[0]);
  console.log(`${name}: ${times.length} verdicts in ${((last - first) / 1000).toFixed(1)} s`);
  return {
    rate: (1000 * between) / (last - first),
    cpuMs: (1000 * (after.all - before.all)) / between,
    ownMs: (1000 * (after.own - before.own)) / between,
    verdicts,
  };
}

function readJudged(runs) {
  const [id = ''] = readdirSync(runs);
  const lines = readFileSync(join(runs, id, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const judged = lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'judged');
  return {
    times: judged.map(({ at }) => Date.parse(at)),
    verdicts: new Map(judged.map(({ attempt, judgement }) => [JSON.stringify(attempt), judgement.verdict])),
  };
}

function differences(first, other) {
  return [...new Set([...first.keys(), ...other.keys()])]
    .filter((attempt) => first.get(attempt) !== other.get(attempt))
    .map((attempt) => `${attempt}: ${first.get(attempt)}, and then ${other.get(attempt)}`);
}

function start(command, words) {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.told = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      child.told = (child.told + text).slice(-4000);
    });
  }
  started.add(child);
  child.once('close', () => started.delete(child));
  return child;
}

async function said(child, words) {
  while (!child.told.includes(words)) {
    if (child.exitCode !== null) fail(`a worker did not start: ${child.told}`, 3);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function ended(child) {
  return new Promise((resolve) => child.once('close', resolve));
}

async function stopped(child) {
  const end = ended(child);
  child.kill('SIGTERM');
  await end;
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port: free } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return free;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

function fail(message, code) {
  console.error(`many: ${message}`);
  process.exit(code);
}
