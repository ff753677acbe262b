#!/usr/bin/env node
// Judges the references of tasks of every kind of evidence again and again, on a quiet and on a loaded machine, with few
// and with many workers: each comes to the same verdict by the same outcome of every test, every time.
//
//   npm run test:determinism               30 tasks, all variants, 20 times in each condition; Ctrl-C stops, the same command goes on
//   npm run test:determinism -- --short    what `npm test` has time for
//   … -- --times 5 --tasks 12 --json FILE  another size; the result as JSON (else .cache/determinism/result.json)
//
// Exit codes: 0 no difference, 1 differences, 130 stopped before the end.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  compareJudgements,
  evidenceKinds,
  kindsOf,
  openEnvironment,
  openJudge,
  openSuite,
  spreadOverKinds,
  startBusyLoops,
} from '../dist/index.js';
import { jobsOf, nightly, roundsOf, short } from './determinism/conditions.mjs';
import { Journal, journalKey } from './determinism/journal.mjs';
import { renderTable } from './determinism/table.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const cache = join(project, '.cache/determinism');
const { values: flags } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    times: { type: 'string' },
    tasks: { type: 'string' },
    json: { type: 'string', default: join(cache, 'result.json') },
  },
});

// 1. What is judged, and how often.
const form = flags.short ? short : nightly;
const times = Number(flags.times ?? form.times);
const suite = await openSuite('core');
const environment = await openEnvironment(suite, 'image');
const opened = await openJudge(suite, environment, { environment: 'image', workers: 1 });
const able = suite.tasks.filter((task) => opened.whyNot(task) === undefined);
await opened.judge.close();
const tasks = spreadOverKinds(able, Number(flags.tasks ?? form.tasks));
const jobs = jobsOf(tasks, times);
const kinds = evidenceKinds.map((kind) => [kind, tasks.filter((task) => kindsOf(task).includes(kind)).length]);
say(`${tasks.length} tasks, ${jobs.length / times} variants, ${times} times in ${form.conditions.length} conditions`);
say(kinds.map(([kind, count]) => `${kind} ${count}`).join(', '));
const unseen = kinds.filter(([, count]) => count === 0).map(([kind]) => kind);
if (unseen.length > 0) say(`no task of the suite has evidence of the kind ${unseen.join(', ')}`);

// 2. What was judged already by a measurement that was stopped.
const facts = { suite: suite.fingerprint, environment: environment.fingerprint, times, short: flags.short };
const key = journalKey(project, { ...facts, tasks: tasks.map(({ definition }) => definition.id) });
const journalFile = join(cache, `${key}.jsonl`);
if (flags.short || flags.fresh) rmSync(journalFile, { force: true });
const journal = new Journal(journalFile);
if (journal.lines.length > 0) say(`going on after ${journal.lines.length} judgements`);

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.on(signal, () => (stop.signal.aborted ? process.exit(130) : stop.abort()));

// 3. Judge, one condition after the other; the first judgement of a variant is what the others are held against.
const first = new Map();
const differences = [];
for (const line of journal.lines) compare(line);
const blocks = flags.short ? [jobs] : roundsOf(jobs, times);
const measured = new Map(form.conditions.map(({ name }) => [name, { seconds: 0, loadBefore: [] }]));
for (const block of blocks) for (const condition of form.conditions) await measure(condition, block);
const conditions = form.conditions.map((condition) => ({
  ...condition,
  ...summary(condition.name),
  ...measured.get(condition.name),
}));

// 4. Tell.
const result = {
  ...facts,
  machine: { cpus: cpus().length, model: cpus()[0]?.model, kernel: release(), node: process.version },
  kinds: Object.fromEntries(kinds),
  tasks: tasks.map(({ definition }) => definition.id),
  variants: jobs.length / times,
  conditions,
  differences,
  complete: !stop.signal.aborted && (flags.short || journal.lines.length === jobs.length * form.conditions.length),
};
mkdirSync(dirname(flags.json), { recursive: true });
writeFileSync(flags.json, `${JSON.stringify(result, null, 2)}\n`);
say(renderTable(result));
if (flags.short || result.complete) rmSync(journalFile, { force: true });
else say('not complete: the same command goes on from here');
process.exitCode = differences.length > 0 ? 1 : stop.signal.aborted ? 130 : 0;

async function measure(condition, block) {
  const { name, workers, load } = condition;
  const done = new Set(journal.of(name).map(({ id }) => id));
  const open = block.filter(({ id }) => !done.has(id));
  if (open.length === 0 || stop.signal.aborted) return;
  measured.get(name).loadBefore.push(loadavg()[0]);
  const started = Date.now();
  const until = flags.short ? started + form.secondsEach * 1000 : Number.POSITIVE_INFINITY;
  const { judge } = await openJudge(suite, environment, { environment: 'image', workers });
  const endLoad = startBusyLoops(load);
  let told = Date.now();
  const work = async () => {
    for (let job = open.shift(); job !== undefined; job = open.shift()) {
      if (stop.signal.aborted || Date.now() > until) return;
      const { task, variant, id } = job;
      const judgement = await judge
        .judge({ task, language: 'python', code: variant.code, seed: suite.seed, signal: stop.signal })
        .catch(stopped);
      if (judgement === undefined) return;
      const line = { condition: name, id, judgement };
      journal.add(line);
      compare(line);
      if (Date.now() - told > 10_000) {
        told = Date.now();
        const rate = (1000 * (journal.of(name).length - done.size)) / (told - started);
        say(
          `${name}: ${journal.of(name).length} of ${jobs.length}, ${rate.toFixed(1)}/s, ${differences.length} differences`,
        );
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    await endLoad();
    await judge.close();
  }
  measured.get(name).seconds += (Date.now() - started) / 1000;
}

/** What a stop interrupts was not judged; any other failure is one. */
function stopped(error) {
  if (stop.signal.aborted) return undefined;
  throw error;
}

function summary(name) {
  const lines = journal.of(name);
  const ratios = lines
    .map(({ id, judgement }) => judgement.cpuSeconds / first.get(id.split('#')[0]).judgement.cpuSeconds)
    .toSorted((one, two) => one - two);
  return {
    judgements: lines.length,
    differences: differences.filter(({ condition }) => condition === name).length,
    inconclusive: lines.filter(({ judgement }) => judgement.verdict === 'inconclusive').length,
    cpuRatio: { median: ratios[Math.floor(ratios.length / 2)] ?? null, most: ratios.at(-1) ?? null },
  };
}

function compare({ condition, id, judgement }) {
  const candidate = id.split('#')[0];
  const earlier = first.get(candidate);
  if (earlier === undefined) {
    first.set(candidate, { condition, judgement });
    return;
  }
  for (const { what, first: before, other } of compareJudgements(earlier.judgement, judgement)) {
    differences.push({ candidate, id, test: what, condition, against: earlier.condition, first: before, other });
    say(`DIFFERENCE ${candidate} ${what}\n  ${earlier.condition}: ${before}\n  ${condition}: ${other}`);
  }
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
