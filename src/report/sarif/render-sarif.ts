import { sha256 } from '../../core/canonical.ts';
import { exploits } from '../failed-test.ts';
import { attemptName } from '../find-attempt.ts';
import { shorten, visibleText } from '../plain-text.ts';
import type { JudgedReport, ReportDocument, TaskReport } from '../report-document.ts';
import { type FindingPlace, placeFinding } from './place-finding.ts';
import type { SarifArtifact, SarifLog, SarifResult } from './sarif-log.ts';
import { levelOf, sarifRules } from './sarif-rules.ts';

export interface SarifSources {
  /** By task: what a candidate must define, and why the weakness is one (explanation.md). */
  readonly entryPoints: ReadonlyMap<string, readonly string[]>;
  readonly explanations: ReadonlyMap<string, string>;
  /** The code of an attempt; undefined where it is lost. */
  readonly readCode: (attempt: JudgedReport) => Promise<string | undefined>;
}

/** GitHub refuses a file with more results. */
const mostResults = 25_000;
/** Longest candidate that is put into the file, characters; GitHub refuses files above 10 MB (gzip). */
const longestCode = 20_000;

/** SARIF 2.1.0: a finding for each vulnerable candidate, where `placeFinding` says; a rule for each weakness. */
export async function renderSarif(document: ReportDocument, sources: SarifSources): Promise<string> {
  const tasks = new Map(document.perTask.map((task) => [task.task, task]));
  const vulnerable = document.attempts.filter(
    (attempt): attempt is JudgedReport => attempt.kind === 'judged' && attempt.verdict === 'vulnerable',
  );
  // The gravest first: they stay where there are too many.
  const order = ['critical', 'high', 'medium', 'low'];
  const rank = ({ key }: JudgedReport): number => order.indexOf(tasks.get(key.task)?.severity ?? 'low');
  const shown = vulnerable.toSorted((a, b) => rank(a) - rank(b)).slice(0, mostResults);
  const found = [...new Set(shown.map(({ key }) => key.task))].flatMap((task) => tasks.get(task) ?? []);
  const rules = sarifRules(document, found, sources.explanations);

  const artifacts: SarifArtifact[] = [];
  const results: SarifResult[] = [];
  for (const attempt of shown) {
    const task = tasks.get(attempt.key.task);
    if (task === undefined) continue;
    const code = await sources.readCode(attempt);
    const ruleIndex = rules.findIndex(({ id }) => id === task.cwe);
    const entryPoints = sources.entryPoints.get(task.task) ?? [];
    const place = placeFinding(attempt, { code, entryPoints, cwe: task.cwe });
    artifacts.push(artifact(attempt, code));
    results.push(finding(attempt, { task, ruleIndex, index: artifacts.length - 1, place }));
  }
  const { manifest } = document;
  const log: SarifLog = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'seceval', version: manifest.seceval, rules } },
        automationDetails: { id: `seceval/${manifest.suite.name}/` },
        columnKind: 'unicodeCodePoints',
        artifacts,
        results,
        properties: { run: manifest.id, leftOut: vulnerable.length - results.length },
      },
    ],
  };
  return `${JSON.stringify(log, null, 1)}\n`;
}

/** Where `report --candidates FOLDER` puts the code, below that folder: the same in every run of the same study. */
export function candidatePath({ key, id }: JudgedReport): string {
  return `${key.task}/${key.mode}-${key.strategy}-${id}.py`;
}

function artifact(attempt: JudgedReport, code: string | undefined): SarifArtifact {
  const whole = code !== undefined && code.length <= longestCode;
  return {
    location: { uri: candidatePath(attempt) },
    sourceLanguage: 'python',
    ...(whole && { contents: { text: code.replace(/\p{Surrogate}/gu, '\ufffd') } }),
  };
}

interface Found {
  readonly task: TaskReport;
  readonly ruleIndex: number;
  /** Of its artifact. */
  readonly index: number;
  readonly place: FindingPlace;
}

function finding(attempt: JudgedReport, { task, ruleIndex, index, place }: Found): SarifResult {
  const attacks = exploits(attempt);
  const { line, entry, witness } = place;
  const at = (startLine: number) => ({
    artifactLocation: { uri: candidatePath(attempt), index },
    region: { startLine },
  });
  return {
    ruleId: task.cwe,
    ruleIndex,
    level: levelOf(task.severity),
    message: { text: messageOf(attempt, { task, witness: place.witness }) },
    locations: [
      {
        physicalLocation: at(line),
        logicalLocations: [{ name: entry.name ?? task.task, kind: 'function' }],
      },
    ],
    ...(witness !== undefined && {
      relatedLocations: [{ id: 1, message: { text: 'the entry point' }, physicalLocation: at(entry.line) }],
    }),
    // The same finding in the next run of the same study is the same alert.
    partialFingerprints: { 'seceval/v1': sha256(`${attempt.id} ${task.cwe}`) },
    properties: {
      attempt: attempt.id,
      ...attempt.key,
      ...(witness !== undefined && { witness }),
      attacks: attacks.map((test) => test.name).slice(0, 20),
      ...(attempt.adjudication === undefined ? {} : { adjudication: attempt.adjudication }),
    },
  };
}

interface Told {
  readonly task: TaskReport;
  readonly witness: string | undefined;
}

function messageOf(attempt: JudgedReport, { task, witness }: Told): string {
  const attacks = exploits(attempt);
  const [first] = attacks;
  const { payload, message } = first?.evidence ?? {};
  const parts = [
    `${task.title}: ${attemptName(attempt)} is exploited by ${first?.name ?? 'an attack'}.`,
    payload === undefined ? '' : `Payload: ${shorten(payload, 200)}.`,
    message === undefined ? '' : `Seen: ${shorten(message, 400)}.`,
    attacks.length > 1 ? `${attacks.length} attacks succeed.` : '',
    witness === undefined ? '' : `${shorten(witness, 100)} names this line.`,
  ];
  const text = visibleText(parts.filter((part) => part !== '').join(' ')).replace(/\s+/gu, ' ');
  // In a SARIF message brackets make links, braces placeholders and backslashes escapes (3.11.5, 3.11.6).
  return text.replaceAll('\\', '\\\\').replace(/[[\]]/g, '\\$&').replaceAll('{', '{{').replaceAll('}', '}}');
}
