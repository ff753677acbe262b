#!/usr/bin/env node
// Writes the log of a million attempts (or --attempts) and measures what `seceval report --json` takes to sum it up:
// seconds, and the most memory that was resident; beside it, what a bare loop takes that only reads the file and parses each
// line. Exits with 1 above 20 s or 500 MB.
import { spawn } from 'node:child_process';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: flags } = parseArgs({
  options: {
    attempts: { type: 'string', default: '1000000' },
    keep: { type: 'string' },
  },
});
const project = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = join(project, 'dist/cli/main.js');
const attempts = Number(flags.attempts);
if (!Number.isInteger(attempts) || attempts < 1000) fail('--attempts needs a whole number from 1000 on');
if (!existsSync(cli)) fail('there is no build: npm run build');

function fail(message) {
  console.error(`million: ${message}`);
  process.exit(2);
}

const { loadSuite } = await import(join(project, 'dist/open-suite.js')).then(({ openSuite }) => ({
  loadSuite: openSuite,
}));
const suite = await loadSuite('core');
const tasks = suite.tasks.map(({ definition }) => definition.id);
const models = ['example:one', 'example:two', 'example:three', 'example:four', 'example:five'];
const strategies = [
  ...['direct', 'aware', 'aware-steps', 'cwe-named', 'secure-reminder'].map((strategy) => ({
    mode: 'generate',
    strategy,
  })),
  { mode: 'repair', strategy: 'direct' },
  { mode: 'classify', strategy: 'detect' },
];
const prompts = strategies.reduce((sum, { mode }) => sum + (mode === 'classify' ? 2 : 1), 0);
const samples = Math.ceil(attempts / (models.length * tasks.length * prompts));

const folder = flags.keep ?? mkdtempSync(join(tmpdir(), 'seceval-million-'));
const id = '20260101-000000-mill';
const runFolder = join(folder, id);
mkdirSync(runFolder, { recursive: true });
const events = join(runFolder, 'events.jsonl');
writeManifest();
const written = await writeEvents();
const megabytes = Math.round(statSync(events).size / 1e6);
console.log(`${written.toLocaleString('en')} attempts, ${megabytes.toLocaleString('en')} MB of events`);
const { seconds, cpuSeconds, megabytesHeld, bytes } = await measure();
const bare = await measureBareLoop();
console.log(
  `report --json: ${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of CPU), at most ${Math.round(megabytesHeld)} MB resident, ${Math.round(bytes / 1e3).toLocaleString('en')} kB of JSON`,
);
if (flags.keep === undefined) rmSync(folder, { recursive: true, force: true });
console.log(
  `a bare loop that reads and parses the same lines: ${bare.seconds.toFixed(1)} s (${bare.cpuSeconds.toFixed(1)} s of CPU); the report takes ${(cpuSeconds / bare.cpuSeconds).toFixed(2)} times its CPU`,
);
const missed = [...(seconds < 20 ? [] : ['20 s']), ...(megabytesHeld < 500 ? [] : ['500 MB'])];
const busy =
  cpuSeconds < 0.8 * seconds
    ? `; the report had a core for ${Math.round((100 * cpuSeconds) / seconds)} % of the time`
    : '';
console.log(missed.length === 0 ? 'passes: under 20 s and 500 MB' : `fails: over ${missed.join(' and ')}${busy}`);
process.exitCode = missed.length === 0 ? 0 : 1;

function writeManifest() {
  const manifest = {
    format: 1,
    id,
    createdAt: '2026-01-01T00:00:00.000Z',
    seceval: '0.1.0',
    arguments: [],
    study: { models, strategies, tasks, samples },
    suite: {
      ...{ name: suite.name, version: suite.version, folder: suite.folder },
      ...{ fingerprint: suite.fingerprint, seed: suite.seed },
    },
    models: models.map((model) => ({ id: model, identity: {}, decoding: {} })),
    templates: {},
    environment: { kind: 'image', fingerprint: 'f', debian: 'bookworm', python: '3.11', versions: {} },
    sandbox: { tier: 'bubblewrap', limits: {}, deviations: [] },
    skipped: [],
    machine: { platform: 'linux', kernel: '6', architecture: 'x64', cpus: 2, node: process.version },
  };
  writeFileSync(join(runFolder, 'manifest.json'), JSON.stringify(manifest));
}

/** Two events an attempt, as a run writes them: the completion, and what eight tests or an answer came to. */
async function writeEvents() {
  const out = createWriteStream(events);
  let text = `${JSON.stringify({ type: 'run-started', at: '2026-01-01T00:00:00.000Z', format: 1, run: id, attempts })}\n`;
  let count = 0;
  let state = 1;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  for (const { mode, strategy } of strategies) {
    for (const model of models) {
      for (const task of tasks) {
        for (const shown of mode === 'generate' ? [''] : mode === 'repair' ? ['insecure'] : ['insecure', 'secure']) {
          for (let sample = 0; sample < samples && count < attempts; sample++) {
            count += 1;
            const attempt = { task, mode, strategy, model, ...(shown === '' ? {} : { shown }), sample };
            text += `${JSON.stringify(completed(attempt, random))}\n${JSON.stringify(result(attempt, random()))}\n`;
            if (text.length > 1 << 20) {
              if (!out.write(text)) await new Promise((drained) => out.once('drain', drained));
              text = '';
            }
          }
        }
      }
    }
  }
  text += `${JSON.stringify({ type: 'run-finished', at: '2026-01-01T01:00:00.000Z', open: 0 })}\n`;
  out.end(text);
  await new Promise((closed) => out.once('close', closed));
  return count;
}

function completed(attempt, random) {
  const blob = [...Array(8)]
    .map(() =>
      Math.floor(random() * 2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
  const usage = { inputTokens: 400, outputTokens: 100 + Math.floor(random() * 500) };
  return {
    type: 'completed',
    at: '2026-01-01T00:00:01.000Z',
    attempt,
    blob,
    finish: 'stop',
    usage,
    costUsd: 0.001,
    cached: false,
    latencyMs: 900,
  };
}

function result(attempt, luck) {
  const at = '2026-01-01T00:00:02.000Z';
  if (attempt.mode === 'classify') {
    const expected = [attempt.shown === 'insecure' ? 'vulnerable' : 'secure'];
    const answer = luck < 0.7 ? expected[0] : attempt.shown === 'insecure' ? 'secure' : 'vulnerable';
    return { type: 'classified', at, attempt, answer, expected, correct: luck < 0.7 };
  }
  const verdict = luck < 0.4 ? 'secure' : luck < 0.75 ? 'vulnerable' : 'broken';
  const tests = [...Array(8)].map((_, index) => {
    const kind = index < 3 ? 'functional' : 'security';
    const fails = (verdict === 'broken' && index === 1) || (verdict === 'vulnerable' && index === 5);
    return {
      name: `test_a_sentence_that_says_what_is_expected_${index}`,
      kind,
      ...(kind === 'security' && { basis: index === 7 ? 'policy' : 'universal' }),
      outcome: fails ? 'fail' : 'pass',
      ...(fails && { evidence: { message: 'returned the rows of another customer', payload: "' OR 1=1 --" } }),
    };
  });
  const judgement = {
    verdict,
    tests,
    exploited: verdict === 'vulnerable',
    integrity: 'separate',
    cpuSeconds: 0.01,
    wallSeconds: 0.02,
  };
  return { type: 'judged', at, attempt, code: 'a'.repeat(64), extraction: 'fence', judgement };
}

async function measureBareLoop() {
  const [started, before] = [performance.now(), process.cpuUsage()];
  for await (const line of createInterface({ input: createReadStream(events), crlfDelay: Number.POSITIVE_INFINITY })) {
    JSON.parse(line);
  }
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpuSeconds: (user + system) / 1e6 };
}

async function measure() {
  const started = performance.now();
  // The peak is the kernel's own count, which a sampling of the process could miss.
  const child = spawn('/usr/bin/env', ['time', '-v', process.execPath, cli, 'report', id, '--runs', folder, '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let bytes = 0;
  let told = '';
  child.stdout.on('data', (chunk) => {
    bytes += chunk.length;
  });
  child.stderr.on('data', (chunk) => {
    told += chunk;
  });
  const code = await new Promise((closed) => child.once('close', closed));
  const seconds = (performance.now() - started) / 1000;
  if (code !== 0) fail(`report failed:\n${told}`);
  const number = (pattern) => Number(pattern.exec(told)?.[1] ?? Number.NaN);
  return {
    seconds,
    cpuSeconds: number(/User time \(seconds\): ([\d.]+)/) + number(/System time \(seconds\): ([\d.]+)/),
    megabytesHeld: number(/Maximum resident set size \(kbytes\): (\d+)/) / 1024,
    bytes,
  };
}
