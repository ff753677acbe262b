import { canary, type ExportFiles, type ExportSource, jsonLines } from './exported-task.ts';

/** A data set for Inspect AI (`json_dataset`); examples/inspect_scorer.py judges its answers. */
export function inspectFiles(source: ExportSource): ExportFiles {
  const { suite } = source;
  const samples = source.tasks.map((task) => ({
    id: task.definition.id,
    input: source.promptOf(task),
    // What a right answer comes to: Inspect wants a target, and the answer itself is nobody's to know.
    target:
      task.definition['in-process']?.scope === undefined || task.definition['in-process'].scope === 'full'
        ? 'secure'
        : 'pass',
    metadata: {
      cwe: task.definition.cwe,
      family: task.definition.family,
      suite: suite.name,
      fingerprint: suite.fingerprint,
      canary: canary(suite),
    },
  }));
  return new Map([['samples.jsonl', jsonLines(samples)]]);
}
