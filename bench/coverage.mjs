#!/usr/bin/env node
// How often the intervals of reports hold what is true: studies are made up, so that their truth is known, and reported.
// `npm run coverage` prints the tables of docs/reference/intervals.md; --write puts them there.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createJiti } from 'jiti';

const { values: flags } = parseArgs({
  options: {
    studies: { type: 'string', default: '4000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const studies = Number(flags.studies);
const seed = Number(flags.seed);
if (!Number.isInteger(studies) || studies < 1 || !Number.isInteger(seed)) {
  console.error('coverage: --studies needs a whole number from 1 on, --seed a whole number');
  process.exit(2);
}
const jiti = createJiti(import.meta.url);
const { measureCoverage } = await jiti.import('../src/metrics/testing/measure-coverage.ts');

const families = [8, 12, 20, 30, 50, 100];
const rates = [0.02, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.98];
const samples = [1, 3, 10];
/** Correlations of two tasks of a family, and of two samples of a task beyond that. */
const effects = { mild: [0.15, 0.15], strong: [0.4, 0.3] };

const lines = families.flatMap((count) =>
  Object.keys(effects).flatMap((effect) => samples.map((drawn) => ({ families: count, effect, samples: drawn }))),
);
const measured = lines.map((line, index) => {
  const [familyEffect, taskEffect] = effects[line.effect];
  const cells = rates.map((rate, column) => {
    const shape = { families: line.families, rate, samples: line.samples, familyEffect, taskEffect };
    return measureCoverage(shape, { studies, seed: seed + 1000 * index + column });
  });
  if (process.stderr.isTTY) process.stderr.write(`\r${index + 1} of ${lines.length} lines`);
  return { ...line, cells };
});
if (process.stderr.isTTY) process.stderr.write('\n');

/** What docs/decisions/0011 promises: 93 to 97 in 100 from 30 families on and for rates from 0.1 to 0.9, else at least 93. */
function isBroken(estimand, { shape, estimands }) {
  const { held } = estimands[estimand];
  const central = shape.families >= 30 && shape.rate >= 0.1 && shape.rate <= 0.9;
  // One sample of a task does not tell how it varies, so that there the interval for the same tasks errs on the wide side.
  const bounded = central && (estimand === 'new-tasks' || shape.samples > 1);
  return held < 0.93 || (bounded && held > 0.97);
}

function table(estimand) {
  const head = ['families', 'effects', 'samples', ...rates.map(String)];
  const rows = measured.map(({ families: count, effect, samples: drawn, cells }) => [
    count,
    effect,
    drawn,
    ...cells.map((cell) => {
      const text = (100 * cell.estimands[estimand].held).toFixed(1);
      return isBroken(estimand, cell) ? `**${text}**` : text;
    }),
  ]);
  const cell = (text) => String(text).padStart(8);
  return [head, head.map(() => '---:'), ...rows].map((row) => `|${row.map(cell).join(' |')} |`).join('\n');
}

function summary(estimand) {
  const cells = measured.flatMap(({ cells: own }) => own);
  const broken = cells.filter((cell) => isBroken(estimand, cell)).length;
  const held = cells.map((cell) => 100 * cell.estimands[estimand].held);
  return `${cells.length - broken} of ${cells.length} cells keep the promise (those in bold do not); from ${Math.min(...held).toFixed(1)} to ${Math.max(...held).toFixed(1)}.`;
}

const text = `${studies} studies a cell, seed ${seed}: a cell is uncertain by ${(196 * Math.sqrt((0.95 * 0.05) / studies)).toFixed(1)} either way.

### New tasks like these

${summary('new-tasks')}

${table('new-tasks')}

### This suite, new samples

${summary('this-suite')}

${table('this-suite')}
`;
if (flags.json) console.log(JSON.stringify(measured.flatMap(({ cells }) => cells)));
else console.log(text);
if (flags.write) {
  const file = fileURLToPath(new URL('../docs/reference/intervals.md', import.meta.url));
  const [before, , after] = readFileSync(file, 'utf8').split(/(?<=<!-- coverage -->\n)|(?=<!-- end of coverage -->)/);
  writeFileSync(file, `${before}\n${text}\n${after}`);
}
