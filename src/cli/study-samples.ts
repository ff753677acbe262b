import { codeBleu } from '../codebleu/code-bleu.ts';
import type { Suite } from '../core/task.ts';
import { plainLine } from '../report/plain-text.ts';
import type { AttemptReport, ReportDocument } from '../report/report-document.ts';
import { readBlobsOf } from '../store/blob-folder.ts';
import { subsetOf } from '../studies/codeseceval-protocol.ts';
import type { StudySample } from '../studies/study-table.ts';

interface Source {
  readonly folder: string;
  readonly suite: Suite | undefined;
  /** Compare code with the secure reference of its task. */
  readonly likeness: boolean;
}

/** What the studies' layouts need of each attempt of a run. */
export async function readStudySamples(document: ReportDocument, source: Source): Promise<StudySample[]> {
  const { folder, suite, likeness } = source;
  const tasks = new Map((suite?.tasks ?? []).map((task) => [task.definition.id, task]));
  const blobs = readBlobsOf(folder);
  const samples: StudySample[] = [];
  for (const attempt of document.attempts) {
    const { task: id, mode, strategy, model, sample, shown } = attempt.key;
    const task = tasks.get(id);
    // The control hands over secure code, which the studies never did.
    if (mode === 'repair' && shown?.startsWith('secure') === true) continue;
    const reference = task?.variants.find(({ kind }) => kind === 'secure')?.code;
    const code = likeness && attempt.kind === 'judged' && attempt.code !== undefined ? attempt.code : undefined;
    const written = code === undefined ? undefined : await blobs.readBlob(code);
    const alike = written !== undefined && reference !== undefined ? await codeBleu(written, reference) : undefined;
    samples.push({
      task: id,
      cwe: task?.definition.cwe ?? `CWE-${Number(/^CWE-(\d+)/.exec(id)?.[1] ?? 0)}`,
      subset: task === undefined ? undefined : subsetOf(task.definition),
      mode,
      strategy,
      model: plainLine(model),
      sample,
      shown,
      passed: passed(attempt),
      ...(alike !== undefined && { codeBleu: alike.codeBleu }),
      ...(attempt.kind === 'classified' && { answer: attempt.answer, expected: attempt.expected }),
    });
  }
  return samples;
}

function passed(attempt: AttemptReport): boolean | undefined {
  if (attempt.kind === 'open') return undefined;
  if (attempt.kind === 'classified') return attempt.correct;
  // Function alone, or an analyser's word, is not what the studies measured.
  if (attempt.verdict === 'inconclusive' || attempt.scope === 'static' || attempt.scope === 'function')
    return undefined;
  return attempt.verdict === 'secure' || attempt.verdict === 'pass';
}
