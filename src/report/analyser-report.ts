import type { Finding } from '../core/analyser.ts';
import type { DetectTable } from '../metrics/detect-metrics.ts';
import type { Metrics } from '../metrics/metric.ts';

/** What one analyser said of the candidates, held against the tests. */
export interface AnalyserReport {
  readonly tool: string;
  readonly version: string;
  /** Over tasks of fit `strong`. */
  readonly overall: AnalyserFigures;
  readonly outsideHeadline: AnalyserFigures;
  /** Over tasks of fit `strong`. */
  readonly perModel: readonly (AnalyserFigures & { readonly model: string })[];
  /** Descriptive: few tasks each. */
  readonly perCwe: readonly (AnalyserFigures & { readonly cwe: string })[];
  /** Every rule that spoke, most findings first: candidates in which it did, by what the tests say of them. */
  readonly rules: readonly AnalyserRule[];
}

export interface AnalyserFigures {
  /** Candidates that were analysed; the same code for the same task counts once. */
  readonly candidates: number;
  /** Of these, those of which the tests do not say whether they are secure (broken without an exploit): left out below. */
  readonly undecided: number;
  /** Those that the analyser could not read; where the tests decided they count as not flagged. */
  readonly failed: number;
  /** Flagged: with a finding of the task's weakness, by the hierarchy of CWE's research view. */
  readonly matched: WitnessFigures;
  /** Flagged: with any finding at all. */
  readonly any: WitnessFigures;
}

export interface WitnessFigures {
  readonly table: DetectTable;
  /** `precision`, `recall`, `f1`, `specificity`, `mcc`. */
  readonly metrics: Metrics;
}

export interface AnalyserRule {
  readonly rule: string;
  readonly cwes: readonly string[];
  readonly vulnerable: number;
  readonly secure: number;
  readonly undecided: number;
}

/** `weakness`: a finding of the task's weakness. `other`: findings, none of it. `failed`: it could not read the code. */
export type WitnessWord = 'weakness' | 'other' | 'nothing' | 'failed';

export interface AttemptAnalysis {
  readonly tool: string;
  readonly says: WitnessWord;
  readonly findings: readonly (Finding & { readonly matches: boolean })[];
  /** Why it failed. */
  readonly reason?: string;
}
