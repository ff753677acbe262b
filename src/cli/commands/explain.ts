import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserMistake } from '../../core/errors.ts';
import type { Suite } from '../../core/task.ts';
import { type Explanation, explainAttempt } from '../../report/explain/explain-attempt.ts';
import { renderExplanation } from '../../report/explain/render-explanation.ts';
import { replayScript } from '../../report/explain/replay-script.ts';
import { attemptName, findAttempt, shortAddress } from '../../report/find-attempt.ts';
import { plainLine } from '../../report/plain-text.ts';
import type { AttemptReport, JudgedReport, ReportDocument } from '../../report/report-document.ts';
import { readBlobsOf } from '../../store/blob-folder.ts';
import { findRun } from '../../store/find-run.ts';
import { readManifest } from '../../store/manifest.ts';
import { mayColour } from '../colour.ts';
import { openSuiteOf, readReport } from '../read-report.ts';

export interface ExplainFlags {
  readonly run: string;
  readonly runs: string;
  readonly script?: string;
  readonly json?: boolean;
}

/** Tells of one attempt how it came to its verdict; without words, lists the attempts on which an attack succeeded. */
export async function explain(words: readonly string[], flags: ExplainFlags): Promise<void> {
  const folder = await findRun(flags.runs, flags.run);
  const manifest = await readManifest(folder);
  const suite = await openSuiteOf(manifest);
  const document = await readReport(folder, { suite });
  if (words.length === 0) return listExploited(document, flags);

  const attempt = judgedOnly(findAttempt(document.attempts, words));
  const task = suite?.tasks.find(({ definition }) => definition.id === attempt.key.task);
  if (suite === undefined || task === undefined) {
    throw new UserMistake(`${attempt.key.task} is not in the suite at hand, so its tests cannot be told`, {
      hint: `the run was made with ${manifest.suite.name} ${manifest.suite.version} in ${manifest.suite.folder}`,
    });
  }
  if (suite.fingerprint !== manifest.suite.fingerprint) {
    process.stderr.write(
      'seceval: the suite has changed since the run: what its tests do now may not be what they did\n',
    );
  }
  const code = attempt.code === undefined ? undefined : await readBlobsOf(folder).readBlob(attempt.code);
  const explanation = explainAttempt(attempt, task, code);
  if (flags.script !== undefined) await writeScript(flags.script, explanation, { suite, code, manifest });
  const page = { columns: process.stdout.columns ?? 80, colour: mayColour(process.stdout) };
  process.stdout.write(flags.json ? `${JSON.stringify(explanation, null, 2)}\n` : renderExplanation(explanation, page));
}

function judgedOnly(attempt: AttemptReport): JudgedReport {
  if (attempt.kind === 'judged') return attempt;
  const why =
    attempt.kind === 'open'
      ? `it has no verdict yet${attempt.failure === undefined ? '' : ` (${attempt.failure})`}`
      : `the model answered ${attempt.answer ?? 'nothing that can be read'}, and right is ${attempt.expected.join(' or ')}`;
  throw new UserMistake(`${attemptName(attempt)}: ${why}`, { hint: 'explain tells of code that was judged' });
}

interface Replayed {
  readonly suite: Suite;
  readonly code: string | undefined;
  readonly manifest: ReportDocument['manifest'];
}

async function writeScript(
  file: string,
  { attempt, test, task }: Explanation,
  { suite, code, manifest }: Replayed,
): Promise<void> {
  if (test === undefined || test.outcome !== 'fail' || code === undefined) {
    throw new UserMistake(`there is nothing to replay: ${attemptName(attempt)} failed no test`, {
      hint: `its verdict is ${attempt.verdict}`,
    });
  }
  const script = replayScript({
    attempt: `${attempt.id} (${attemptName(attempt)})`,
    task: task.id,
    test: test.name,
    code,
    suite: suite.folder,
    environment: manifest.environment.kind === 'host' ? 'host' : 'image',
    program: fileURLToPath(new URL('../main.js', import.meta.url)),
  });
  if (file === '-')
    throw new UserMistake('--script takes a file, not -', { hint: 'the explanation goes to standard output' });
  try {
    await writeFile(file, script, { mode: 0o755 });
  } catch (cause) {
    throw new UserMistake(`cannot write ${file}`, { cause, hint: 'name a file in a folder that you may write to' });
  }
  process.stderr.write(`replay it with: node ${resolve(file)}\n`);
}

function listExploited({ attempts, manifest }: ReportDocument, { json }: ExplainFlags): void {
  const exploited = attempts.filter(
    (attempt): attempt is JudgedReport => attempt.kind === 'judged' && attempt.exploited,
  );
  if (json) {
    const named = exploited.map(({ id, key, verdict, detail }) => ({ id, ...key, verdict, detail }));
    process.stdout.write(`${JSON.stringify(named, null, 2)}\n`);
    return;
  }
  const lines = exploited.map((attempt) => {
    const also = attempt.verdict === 'vulnerable' ? '' : ` (${attempt.verdict})`;
    return `${shortAddress(attempt)}  ${plainLine(attemptName(attempt))}${also}\n`;
  });
  process.stdout.write(lines.length === 0 ? `No attack succeeded in ${manifest.id}.\n` : lines.join(''));
}
