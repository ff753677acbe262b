import { canary } from '../core/canary.ts';
import type { Rows } from './parquet.ts';
import type { Split } from './split.ts';

export const kinds = ['sft', 'dpo', 'rl'] as const;
export type DatasetKind = (typeof kinds)[number];

/** Where the rows come from, for the card and for `split.json`. */
export interface Origin {
  readonly kind: DatasetKind;
  readonly runs: readonly string[];
  readonly suite: { readonly name: string; readonly version: string; readonly fingerprint: string };
  readonly models: readonly string[];
  readonly split: Split;
  readonly trainFamilies: readonly string[];
  readonly heldOutFamilies: readonly string[];
  readonly heldOutTasks: readonly string[];
  /** Verified answers of other families, of which rows were made: not each is one (a vulnerable answer teaches nothing in SFT). */
  readonly answers: number;
  /** What was left out, by reason. */
  readonly leftOut: Readonly<Record<string, number>>;
  readonly withReferences: boolean;
}

const about: Readonly<Record<DatasetKind, string>> = {
  sft: 'Answers that passed every functional and every security test of their task, as conversations.',
  dpo: 'Pairs of answers to the same question: secure preferred to vulnerable, and what works to what does not. The nearest pairs come first.',
  rl: 'Questions without answers, with the id of the task by which a scoring service judges an answer.',
};

/** `README.md` of a data set, with the front matter that the Hugging Face hub reads. */
export function dataCard(origin: Origin, rows: Rows): string {
  const { suite, split } = origin;
  const counts = Object.entries(origin.leftOut).map(([reason, count]) => `| ${reason} | ${count} |`);
  const shape = Object.keys(rows[0] ?? {}).map((name) => `\`${name}\``);
  return `---
configs:
  - config_name: default
    data_files:
      - split: train
        path: train.parquet
tags: [code, security, seceval]
size_categories: [${sizeCategory(rows.length)}]
---

# ${origin.kind.toUpperCase()} data from seceval

${about[origin.kind]}

| | |
|---|---|
| rows | ${rows.length}, of ${origin.answers} verified answers |
| suite | ${suite.name} ${suite.version}, fingerprint \`${suite.fingerprint}\` |
| runs | ${origin.runs.map((run) => `\`${run}\``).join(', ')} |
| models | ${origin.models.map(cell).join(', ') || 'none'} |
| references of the suite | ${origin.withReferences ? 'included' : 'not included'} |
| families | ${origin.trainFamilies.length} in the rows, ${origin.heldOutFamilies.length} held out (share ${split.share}, seed ${split.seed}) |
| canary | \`${canary}\` |

Columns: ${shape.join(', ') || 'none'}. \`train.jsonl\` and \`train.parquet\` hold the same rows.

## Left out
| why | attempts |
|---|---|
${counts.join('\n') || '| nothing | 0 |'}

## Measuring what was trained on it
No task of a held-out family is in here; \`split.json\` names them. \`seceval run --split holdout\` with the same share and seed asks only those, and its
manifest says so. A score over the other families would measure memory. What counts as secure is what the tests of the suite show: an answer may
have weaknesses that no test of its task looks for.
`;
}

function sizeCategory(rows: number): string {
  if (rows < 1000) return 'n<1K';
  if (rows < 10_000) return '1K<n<10K';
  return rows < 100_000 ? '10K<n<100K' : '100K<n<1M';
}

/** Names of models are whatever a user wrote. */
function cell(name: string): string {
  return `\`${name.replace(/[`|\r\n]/g, ' ')}\``;
}
