#!/usr/bin/env node
// From a bare clone to a first result: installs, builds, readies sandbox and environment, and judges the answers that are
// recorded in the core suite: a hurried programmer's, then a language model's. Flags are handed on to `seceval run`.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const recorded = [
  { file: 'suites/core/recorded/hurried.jsonl', report: 'runs/hurried.html', about: 'Answers written in a hurry' },
  { file: 'suites/core/recorded/answers.jsonl', report: 'runs/report.html', about: 'Answers of a careful model' },
];
// One task of each kind of evidence: all of the suite takes some minutes more.
const shown = [
  ...['account-store', 'box-office', 'branch-gateway', 'case-board', 'club-albums', 'document-store', 'guest-book'],
  ...['invitation-links', 'invoice-access', 'order-search', 'plan-room', 'rate-fetcher', 'recipe-exchange'],
  ...['report-reader', 'supplier-catalogue', 'survey-modules'],
];
process.chdir(project);

function fail(message, exitCode) {
  console.error(`seceval: ${message}`);
  process.exit(exitCode);
}

// 1. Node and packages.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node 20.19 or newer is needed, this is ${process.versions.node}`, 3);
const installed = 'node_modules/.package-lock.json';
if (!existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs) {
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { stdio: 'inherit' });
  if (done.status !== 0) fail('npm ci failed, see above', 3);
}

// 2. Sandbox and environment.
const { prepare, tellFailure } = await import('./prepare.mjs');
await prepare().catch((error) => {
  tellFailure(error);
  process.exit();
});

// 3. The main job.
mkdirSync('runs', { recursive: true });
const flags = process.argv.slice(2);
const tasks = flags.some((flag) => /^--(task|cwe|family|severity|fit|library|tag)\b/.test(flag))
  ? []
  : ['--task', shown.join()];
// The hurried answers are to plain prompts and to those with a warning, of nothing else.
const asked = flags.some((flag) => /^--(mode|strategy|study)\b/.test(flag)) ? recorded.slice(1) : recorded;
for (const { file, report, about } of asked) {
  if (!existsSync(file)) fail(`${file} is missing: this is no complete checkout`, 2);
  console.log(`\n${about}, ${file}:`);
  const main = ['dist/cli/main.js', 'run', '--suite', 'core', '--model', `replay:${file}`, '--report', report];
  const run = spawnSync(process.execPath, [...main, ...tasks, ...flags], { stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 130);
}
console.log('\nThe same with your own model:  OPENAI_API_KEY=… node dist/cli/main.js run --model openai:NAME');
console.log(
  'or one that you serve yourself: node dist/cli/main.js run --model compatible:NAME --base-url http://127.0.0.1:8000/v1',
);
