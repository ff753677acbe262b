// Static analysers against a suite's own references: `suite verify` proves their verdicts, so nothing has to be run.
import type { Analyser, AnalysisRecord } from './core/analyser.ts';
import { sha256 } from './core/canonical.ts';
import type { Suite, Task, Variant } from './core/task.ts';
import { addAnalyses } from './report/analyser-figures.ts';
import type { AnalyserReport } from './report/analyser-report.ts';
import type { JudgedReport } from './report/report-document.ts';

/** What each analyser says of every secure and insecure variant of a suite's tasks. */
export async function analyseReferences(
  { tasks }: Pick<Suite, 'tasks'>,
  analysers: readonly Analyser[],
  signal?: AbortSignal,
): Promise<readonly AnalyserReport[]> {
  const judged = tasks.filter(({ definition }) => definition.oracle === 'judge');
  const attempts = judged.flatMap((task) => task.variants.map((variant) => asAttempt(task, variant)));
  const codes = [...new Map(judged.flatMap(({ variants }) => variants.map(({ code }) => [sha256(code), code])))];
  const records: AnalysisRecord[] = [];
  for (const { name: tool, version, analyse } of analysers) {
    const analyses = await analyse(
      codes.map(([, code]) => code),
      signal,
    );
    for (const [index, analysis] of analyses.entries()) {
      records.push({ tool, version, code: codes[index]?.[0] ?? '', analysis });
    }
  }
  const facts = new Map(judged.map(({ definition }) => [definition.id, definition]));
  const { analysers: reports } = await addAnalyses(attempts, records, (task) => {
    const found = facts.get(task);
    if (found === undefined) throw new Error(`no task ${task}`);
    return found;
  });
  return reports;
}

function asAttempt({ definition: { id } }: Task, { kind, name, code }: Variant): JudgedReport {
  return {
    id: `${id}/${name}`,
    key: { task: id, mode: 'generate', strategy: 'direct', model: `reference:${kind}`, sample: 0 },
    kind: 'judged',
    verdict: kind === 'secure' ? 'secure' : 'vulnerable',
    exploited: kind === 'insecure',
    code: sha256(code),
    tests: [],
    integrity: 'separate',
    cpuSeconds: 0,
  };
}
