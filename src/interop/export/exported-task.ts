import { createHash } from 'node:crypto';
import type { Suite, Task } from '../../core/task.ts';

/** What an export is made from: tasks, and what a model would be sent for each. */
export interface ExportSource {
  readonly suite: Suite;
  readonly tasks: readonly Task[];
  /** The prompt of generate/direct, as one text. */
  readonly promptOf: (task: Task) => string;
  /** Also hand out references and explanations: whoever trains on them has seen the answers. */
  readonly withReferences: boolean;
}

/** Files by their path in the folder of the export. */
export type ExportFiles = ReadonlyMap<string, string | Buffer>;

/** Stands in every file, so that a corpus which holds one can be found: the same for the same suite. */
export function canary({ fingerprint }: Suite): string {
  const hex = createHash('sha256').update(`seceval canary ${fingerprint}`).digest('hex');
  const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
  return `Benchmark data that should never stand in a training corpus. seceval canary GUID ${id}`;
}

/** The flat facts of a task, all text: JSON Lines and Parquet have the same columns. */
export function exportRow(task: Task, source: ExportSource): Record<string, string> {
  const { definition, problem, aware, steps, explanation } = task;
  const reference = (kind: 'secure' | 'insecure') => task.variants.find((variant) => variant.kind === kind)?.code ?? '';
  return {
    task: definition.id,
    title: definition.title,
    cwe: definition.cwe,
    labels: definition.labels.join(', '),
    severity: definition.severity,
    fit: definition.fit,
    family: definition.family,
    entry_points: definition['entry-points'].join(', '),
    oracle: definition.oracle,
    problem,
    aware,
    steps,
    prompt: source.promptOf(task),
    ...(source.withReferences && { explanation, secure: reference('secure'), insecure: reference('insecure') }),
    canary: canary(source.suite),
  };
}

export function jsonLines(rows: readonly unknown[]): string {
  return `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
}
