#!/usr/bin/env node
// How often the intervals of paired differences, of F1 and of MCC hold what is true: as bench/coverage.mjs does for rates.
// Prints the last tables of docs/reference/intervals.md; --write puts them there.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { createJiti } from 'jiti';

const { values: flags } = parseArgs({
  options: {
    studies: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    write: { type: 'boolean', default: false },
  },
});
const studies = Number(flags.studies);
const seed = Number(flags.seed);
if (!Number.isInteger(studies) || studies < 1 || !Number.isInteger(seed)) {
  console.error('coverage-differences: --studies needs a whole number from 1 on, --seed a whole number');
  process.exit(2);
}
const jiti = createJiti(import.meta.url);
const { coverDetect, coverDifference } = await jiti.import('../src/metrics/testing/measure-other-coverage.ts');

const effects = { mild: [0.15, 0.15], strong: [0.4, 0.3] };
const lines = [8, 12, 30, 100].flatMap((families) =>
  Object.keys(effects).flatMap((effect) => [1, 5].map((samples) => ({ families, effect, samples }))),
);
/** The first side's rate, and the second's. */
const differences = [
  ...[0.1, 0.5, 0.9].map((rate) => [rate, rate]),
  ...[
    [0.1, 0.05],
    [0.5, 0.4],
    [0.9, 0.6],
  ],
];
/** How often vulnerable, and secure code is told right. */
const detections = [
  [0.5, 0.5],
  [0.7, 0.6],
  [0.9, 0.9],
  [0.95, 0.2],
];

const measured = lines.map((line, index) => {
  const [familyEffect, taskEffect] = effects[line.effect];
  const shape = { families: line.families, samples: line.samples, familyEffect, taskEffect };
  const repeats = (column) => ({ studies, seed: seed + 1000 * index + column });
  const difference = differences.map(([rate, other], column) =>
    coverDifference({ ...shape, rate, ratio: other / rate }, repeats(column)),
  );
  const detect = detections.map(([recall, specificity], column) =>
    coverDetect({ ...shape, recall, specificity }, repeats(100 + column)),
  );
  process.stderr.write(`${index + 1} of ${lines.length} lines\n`);
  return { ...line, difference, f1: detect.map(({ f1 }) => f1.held), mcc: detect.map(({ mcc }) => mcc.held) };
});

/** At least 93 in 100; at most 97 from 30 families on, where nothing is near its end. */
const isBroken = (held, { families }, mayBeWide) => held < 0.93 || (families >= 30 && !mayBeWide && held > 0.97);

function section(title, columns, { of, mayBeWide = () => false }) {
  const cells = measured.flatMap((line) =>
    of(line).map((held, column) => [held, isBroken(held, line, mayBeWide(column))]),
  );
  const kept = cells.filter(([, broken]) => !broken).length;
  const held = cells.map(([share]) => 100 * share);
  const rows = measured.map((line) => [
    ...[line.families, line.effect, line.samples],
    ...of(line).map((share, column) => {
      const text = (100 * share).toFixed(1);
      return isBroken(share, line, mayBeWide(column)) ? `**${text}**` : text;
    }),
  ]);
  const head = ['families', 'effects', 'samples', ...columns];
  const table = [head, head.map(() => '---:'), ...rows]
    .map((row) => `|${row.map((text) => String(text).padStart(11)).join(' |')} |`)
    .join('\n');
  return `### ${title}\n\n${kept} of ${cells.length} cells keep the promise (those in bold do not); from ${Math.min(...held).toFixed(1)} to ${Math.max(...held).toFixed(1)}.\n\n${table}\n`;
}

const pair = ([first, second]) => `${first} / ${second}`;
const text = `${studies} studies a cell, seed ${seed}: a cell is uncertain by ${(196 * Math.sqrt((0.95 * 0.05) / studies)).toFixed(1)} either way.

${section('Paired differences, by the rates of the first and of the second', differences.map(pair), { of: ({ difference }) => difference, mayBeWide: (column) => Math.max(...differences[column]) <= 0.1 })}
${section('F1, by how often vulnerable and secure code is told right', detections.map(pair), { of: ({ f1 }) => f1 })}
${section('MCC, likewise', detections.map(pair), { of: ({ mcc }) => mcc })}`;
console.log(text);
if (flags.write) {
  const file = fileURLToPath(new URL('../docs/reference/intervals.md', import.meta.url));
  const parts = readFileSync(file, 'utf8').split(
    /(?<=<!-- coverage of differences -->\n)|(?=<!-- end of coverage of differences -->)/,
  );
  writeFileSync(file, `${parts[0]}\n${text}\n${parts[2]}`);
}
