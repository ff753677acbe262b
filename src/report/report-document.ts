// Reports: a run folded into one document, and that document shown. Nothing here judges, asks a model or touches a run.
import type { AttemptKey } from '../core/attempt.ts';
import type { Usage } from '../core/completion.ts';
import type { CodeMode } from '../core/mode.ts';
import type { Manifest } from '../core/run.ts';
import type { Severity, TaskDefinition } from '../core/task.ts';
import type { TestResult, Verdict, VerdictReason, VerdictScope } from '../core/verdict.ts';
import type { ClassifyCounts } from '../metrics/classify-metrics.ts';
import type { CodeCounts } from '../metrics/code-counts.ts';
import type { KnewIt } from '../metrics/knew-it.ts';
import type { Metrics } from '../metrics/metric.ts';
import type { AnalyserReport, AttemptAnalysis } from './analyser-report.ts';
import type { Gain } from './gains.ts';

/** Raised when an old reader would misread a new document. */
export const reportFormat = 1;

export type TaskFacts = Pick<TaskDefinition, 'title' | 'cwe' | 'severity' | 'fit' | 'family'> &
  Partial<Pick<TaskDefinition, 'labels'>>;

/** The contract of `seceval report RUN --json`. */
export interface ReportDocument {
  readonly format: typeof reportFormat;
  readonly manifest: Manifest;
  readonly totals: Totals;
  /** One for each model, mode and strategy, over tasks of fit `strong`: the headline. */
  readonly overall: readonly Row[];
  /** The same over tasks of fit `weak`, which stay outside the headline. */
  readonly outsideHeadline: readonly Row[];
  /** What models recognise beside what they write, over tasks of fit `strong`: knew it, wrote it anyway. */
  readonly acrossModes: readonly AcrossModes[];
  /** What each strategy gains over `direct`, ranked, over tasks of fit `strong`; empty without `direct`. */
  readonly gains: readonly Gain[];
  /** How far one gets in `detect` on this suite without understanding code; empty where the suite cannot be opened. */
  readonly shortcuts: readonly ShortcutBaseline[];
  /** What a task of each severity counts for in `severity-weighted-secure-pass@1`; null where it was not asked for. */
  readonly severityWeights: Readonly<Record<Severity, number>> | null;
  /** Descriptive: few tasks each. */
  readonly perCwe: readonly CweReport[];
  readonly perTask: readonly TaskReport[];
  readonly attempts: readonly AttemptReport[];
  /** Attempts that are not in the list, because there are more than were to be listed; 0 where all are. */
  readonly attemptsLeftOut: number;
  /**
   * `overall` as people adjudicated: every adjudicated verdict in place of the judge's. Absent where nobody overruled
   * one. Every other figure of the document is as judged.
   */
  readonly adjudicated?: readonly Row[];
  /** Static analysers as second witnesses, by name; empty when the run was never analysed. */
  readonly analysers: readonly AnalyserReport[];
  /** Tasks of the run that the suite at hand does not have: outside the headline, for their family is not known. */
  readonly unknownTasks: readonly string[];
}

export interface RowName {
  readonly model: string;
  readonly strategy: string;
}

export interface CodeRow extends RowName {
  readonly mode: CodeMode;
  /** What the verdicts of the row speak of: rows never mix scopes. Absent: `full`. */
  readonly scope?: VerdictScope;
  /** Some of its verdicts come from the candidate's own process. */
  readonly inProcess?: true;
  readonly counts: CodeCounts;
  /** Attempts without a verdict yet. */
  readonly open: number;
  readonly metrics: Metrics;
}

export interface ClassifyRow extends RowName {
  readonly mode: 'classify';
  readonly counts: ClassifyCounts;
  readonly open: number;
  readonly metrics: Metrics;
}

export type Row = CodeRow | ClassifyRow;

export interface AcrossModes extends KnewIt {
  readonly model: string;
  /** The strategy of `generate`, and that of `classify`. */
  readonly writing: string;
  readonly recognising: string;
}

/** Guesses from the surface of both main references of every task; families that are asked about were not learnt from. */
export interface ShortcutBaseline {
  readonly name: string;
  readonly features: readonly string[];
  readonly guesses: number;
  readonly correct: number;
  /** Pairs that got two answers: the right way round, and the wrong one. */
  readonly rightPairs: number;
  readonly reversedPairs: number;
  /** Of the right among these, 95 %, exact. */
  readonly pairInterval: readonly [number, number];
}

export interface CweReport {
  readonly cwe: string;
  /** MITRE's name, where it is known. */
  readonly name?: string;
  readonly tasks: readonly string[];
  readonly families: number;
  readonly rows: readonly Row[];
}

export interface TaskReport extends TaskFacts {
  readonly task: string;
  readonly rows: readonly Row[];
}

export interface Totals {
  /** How the latest session ended; `unfinished` when it is under way or was killed. */
  readonly state: 'finished' | 'interrupted' | 'max-cost' | 'error' | 'unfinished';
  /** Attempts that the run set out to make. */
  readonly attempts: number;
  /** Attempts with a judgement or a classification. */
  readonly judged: number;
  readonly open: number;
  /** Open attempts whose latest request failed, by the kind of failure. */
  readonly failedRequests: Readonly<Record<string, number>>;
  /** What the provider said, at the first failure of each kind. Text from outside. */
  readonly failureMessages: Readonly<Record<string, string>>;
  readonly completions: number;
  /** Completions for which no request was made: a cache hit, a recording, a reference. */
  readonly cachedCompletions: number;
  readonly tokens: TokenTotals;
  /** US dollars spent by this run, so far as prices are known. */
  readonly costUsd: number;
  /** Paid completions whose price is not known: the true cost is higher than `costUsd`. */
  readonly unknownCosts: number;
}

/** Sums over the completions that reported a count; `unknown` did not report input or output. */
export interface TokenTotals {
  readonly input: number;
  readonly output: number;
  readonly reasoning: number;
  readonly cachedInput: number;
  readonly unknown: number;
}

/** What a person said in place of the judge: who, when, and why. Text of the person's, not of a model. */
export interface Adjudication {
  readonly verdict: 'secure' | 'vulnerable' | 'broken';
  readonly reason: string;
  readonly by: string;
  /** ISO 8601. */
  readonly at: string;
}

interface AttemptFacts {
  /** Sixteen hexadecimal digits of its key's hash: the attempt's address in the HTML report. */
  readonly id: string;
  readonly key: AttemptKey;
  /** Blob with prompt and completion. */
  readonly exchange?: string;
  /** Tokens as the provider counted them; of a cached completion, those of the request that once was made. */
  readonly usage?: Usage;
  /** US dollars that the completion cost when it was made; absent when the price is not known. */
  readonly costUsd?: number;
  readonly latencyMs?: number;
  /** No request was made for it in this run. */
  readonly cached?: boolean;
}

export interface JudgedReport extends AttemptFacts {
  readonly kind: 'judged';
  readonly verdict: Verdict;
  /** Absent: `full`. */
  readonly scope?: VerdictScope;
  readonly reason?: VerdictReason;
  readonly detail?: string;
  readonly exploited: boolean;
  /** Blob with the candidate's code; absent when there was none. */
  readonly code?: string;
  readonly extraction?: string;
  readonly tests: readonly TestResult[];
  readonly integrity: 'separate' | 'in-process';
  readonly cpuSeconds: number;
  /** A person overruled `verdict`, which stays what the judge said. */
  readonly adjudication?: Adjudication;
  /** What each analyser said of the code; absent where none was asked. */
  readonly analyses?: readonly AttemptAnalysis[];
}

export interface ClassifiedReport extends AttemptFacts {
  readonly kind: 'classified';
  readonly answer?: string;
  readonly expected: readonly string[];
  readonly correct: boolean;
}

export interface OpenReport extends AttemptFacts {
  readonly kind: 'open';
  /** The latest failed request. */
  readonly failure?: string;
  readonly detail?: string;
}

export type AttemptReport = JudgedReport | ClassifiedReport | OpenReport;
