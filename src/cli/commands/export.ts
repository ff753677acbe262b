import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Collected, collectExamples } from '../../collect-examples.ts';
import { UserMistake } from '../../core/errors.ts';
import type { Suite } from '../../core/task.ts';
import { openSuite } from '../../open-suite.ts';
import { findRun } from '../../store/find-run.ts';
import type { DatasetKind, Origin } from '../../training/card.ts';
import type { AnswerForm, Example } from '../../training/example.ts';
import { dpoRows } from '../../training/pairs.ts';
import { rlRows, sftRows } from '../../training/rows.ts';
import { isHeldOut, type Split } from '../../training/split.ts';
import { writeDataset } from '../../training/write-dataset.ts';
import { plainText } from '../plain-text.ts';
import { chosenSplit } from '../split-flags.ts';
import { numberFlag } from '../study-options.ts';

interface ExportFlags {
  readonly to: string;
  readonly holdout?: string;
  readonly splitSeed?: string;
  readonly withReferences?: boolean;
  readonly suite: string;
  readonly runs: string;
  readonly json?: boolean;
}

type RowsOf = (examples: readonly Example[], suite: Suite) => readonly object[];

export async function exportSft(runs: readonly string[], flags: ExportFlags & { readonly answers: AnswerForm }) {
  await exportRows('sft', runs, { flags, rowsOf: (examples) => sftRows(examples, flags.answers) });
}

export async function exportDpo(
  runs: readonly string[],
  flags: ExportFlags & {
    readonly answers: AnswerForm;
    readonly pairs?: string;
    readonly vulnerableOverBroken?: boolean;
  },
) {
  const pairs = numberFlag('--pairs', flags.pairs, { least: 1, whole: true });
  const options = {
    form: flags.answers,
    perQuestion: pairs ?? 4,
    vulnerableOverBroken: flags.vulnerableOverBroken ?? false,
  };
  await exportRows('dpo', runs, { flags, rowsOf: (examples) => dpoRows(examples, options) });
}

export async function exportRl(runs: readonly string[], flags: ExportFlags) {
  await exportRows('rl', runs, { flags, rowsOf: (examples, suite) => rlRows(examples, suite.fingerprint) });
}

async function exportRows(
  kind: DatasetKind,
  references: readonly string[],
  { flags, rowsOf }: { readonly flags: ExportFlags; readonly rowsOf: RowsOf },
): Promise<void> {
  // 1. What was asked for, and whether it may be.
  const folder = resolve(flags.to);
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new UserMistake(`${flags.to} is not empty`, { hint: 'name a folder that is not there yet' });
  }
  const split = chosenSplit(flags);
  const suite = await openSuite(flags.suite);
  const folders = await Promise.all(references.map((reference) => findRun(flags.runs, reference)));
  const collected = await collectExamples({ folders, suite, withReferences: flags.withReferences ?? false });
  assertNotMeasured(collected, split);

  // 2. What may be learnt from.
  const kept = collected.examples.filter(({ family }) => !isHeldOut(family, split));
  const rows = rowsOf(kept, suite);
  if (rows.length === 0) {
    throw new UserMistake(`the runs have nothing to export as ${kind}`, {
      hint: `${wanted[kind]}: ${told(collected, kept.length)}`,
    });
  }

  // 3. The files.
  const origin = originOf(kind, suite, { collected, kept, split, withReferences: flags.withReferences ?? false });
  await writeDataset(folder, origin, rows);
  if (flags.json) process.stdout.write(`${JSON.stringify({ rows: rows.length, folder, ...origin }, null, 2)}\n`);
  else tell(origin, rows.length, folder);
}

/** Answers to tasks that a model is to be measured with must not teach it. */
function assertNotMeasured({ manifests }: Collected, split: Split): void {
  const measured = manifests.find(({ study }) => study.split?.part === 'holdout');
  if (measured !== undefined && split.share > 0) {
    throw new UserMistake(`the run ${measured.id} asked the families that are held out from training`, {
      hint: 'export a run over the others (--split train), or all of it with --holdout 0',
    });
  }
}

interface Found {
  readonly collected: Collected;
  readonly kept: readonly Example[];
  readonly split: Split;
  readonly withReferences: boolean;
}

function originOf(kind: DatasetKind, suite: Suite, { collected, kept, split, withReferences }: Found): Origin {
  const held = collected.examples.length - kept.length;
  const families = [...new Set(suite.tasks.map(({ definition }) => definition.family))].sort();
  const taught = new Set(kept.map(({ family }) => family));
  const isHeld = (family: string) => isHeldOut(family, split);
  return {
    kind,
    runs: collected.manifests.map(({ id }) => id),
    suite: { name: suite.name, version: suite.version, fingerprint: suite.fingerprint },
    models: [...new Set(kept.map(({ model }) => model))].sort(),
    split,
    trainFamilies: families.filter((family) => taught.has(family)),
    heldOutFamilies: families.filter(isHeld),
    heldOutTasks: suite.tasks
      .filter(({ definition }) => isHeld(definition.family))
      .map(({ definition }) => definition.id),
    answers: kept.length,
    leftOut: { ...collected.leftOut, ...(held > 0 && { 'of a family that is held out': held }) },
    withReferences,
  };
}

const wanted: Readonly<Record<DatasetKind, string>> = {
  sft: 'it takes secure answers',
  dpo: 'it takes two answers to one question of which one is better (run with --samples, or export several runs)',
  rl: 'it takes answered questions',
};

function told({ leftOut, examples }: Collected, kept: number): string {
  const reasons = Object.entries(leftOut).map(([reason, count]) => `${count} ${reason}`);
  return [...reasons, `${examples.length - kept} of a family that is held out`, `${kept} verified answers left`].join(
    ', ',
  );
}

function tell(origin: Origin, rows: number, folder: string): void {
  const { kind, trainFamilies, heldOutFamilies, leftOut } = origin;
  const lines = [
    `${rows} ${kind} rows of ${origin.answers} verified answers, from ${trainFamilies.length} families; ${heldOutFamilies.length} families are held out`,
    ...Object.entries(leftOut).map(([reason, count]) => `  left out: ${count} ${reason}`),
    `${folder}: train.jsonl, train.parquet, README.md, split.json`,
    `to measure what was trained on it: seceval run --split holdout --holdout ${origin.split.share} --split-seed ${origin.split.seed} --model …`,
  ];
  process.stdout.write(lines.map((line) => `${plainText(line)}\n`).join(''));
}
