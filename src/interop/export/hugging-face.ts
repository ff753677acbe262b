import { parquetWriteBuffer } from 'hyparquet-writer';
import { stringify } from 'yaml';
import { canary, type ExportFiles, type ExportSource, exportRow, jsonLines } from './exported-task.ts';

/** The layout of a data set on the Hugging Face hub: JSON Lines and Parquet with the same rows, and a card. */
export function huggingFaceFiles(source: ExportSource): ExportFiles {
  const rows = source.tasks.map((task) => exportRow(task, source));
  const names = Object.keys(rows[0] ?? {});
  const columnData = names.map((name) => ({
    name,
    data: rows.map((row) => row[name] ?? ''),
    type: 'STRING' as const,
  }));
  return new Map<string, string | Buffer>([
    ['README.md', card(source, names)],
    ['data/test.jsonl', jsonLines(rows)],
    ['data/test.parquet', Buffer.from(parquetWriteBuffer({ columnData }))],
  ]);
}

function card({ suite, tasks, withReferences }: ExportSource, names: readonly string[]): string {
  const facts = {
    pretty_name: `seceval ${suite.name} ${suite.version}`,
    language: ['en'],
    tags: ['code', 'security', 'cwe', 'evaluation'],
    task_categories: ['text-generation'],
    size_categories: [tasks.length < 1000 ? 'n<1K' : '1K<n<10K'],
    configs: [{ config_name: 'default', data_files: [{ split: 'test', path: 'data/test.parquet' }] }],
  };
  const foreign = tasks.some(({ definition }) => definition.origin !== undefined);
  return `---
${stringify(facts)}---

# seceval ${suite.name} ${suite.version}

${tasks.length} programming tasks in which a weakness (a CWE) is easy to introduce. The tests are not in here: answers are
judged in a sandbox, by \`seceval score answers.jsonl --suite ${suite.name}\` with lines of
\`{"task": …, "completion": …}\`.

- columns, all text: ${names.map((name) => `\`${name}\``).join(', ')}
- \`prompt\` is what generate/direct sends; tasks of one \`family\` are alike, and statistics cluster by it
- references are ${withReferences ? 'included: whoever trains on them has seen the answers' : 'left out'}
- suite fingerprint: \`${suite.fingerprint}\`${foreign ? '\n- the records are of another data set, whose licence holds: look it up before you publish them' : ''}

${canary(suite)}
`;
}
