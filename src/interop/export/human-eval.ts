import type { Task } from '../../core/task.ts';
import { canary, type ExportFiles, type ExportSource, jsonLines } from './exported-task.ts';

/**
 * The layout of HumanEval. Its own harness can run only what it always ran: `test` holds a foreign `check`, and is empty
 * where the suite's own judge is needed.
 */
export function humanEvalFiles(source: ExportSource): ExportFiles {
  const rows = source.tasks.map((task) => ({
    task_id: task.definition.id,
    prompt: source.promptOf(task),
    entry_point: task.definition['entry-points'][0] ?? '',
    canonical_solution: source.withReferences ? (task.variants.find(({ kind }) => kind === 'secure')?.code ?? '') : '',
    test: testOf(task),
    canary: canary(source.suite),
  }));
  return new Map([['tasks.jsonl', jsonLines(rows)]]);
}

function testOf({ definition, inProcess }: Task): string {
  if (inProcess === undefined || definition['in-process']?.form !== 'check') return '';
  return inProcess.test;
}
