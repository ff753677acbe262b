// What the browser's app is given: the report without its long lists, the attempts in columns, and texts on demand.
import type { TestResult } from '../../core/verdict.ts';
import type { Adjudication, CweReport, JudgedReport, ReportDocument, TaskReport } from '../report-document.ts';

/** A run as the app holds it. Hundred thousand attempts stay small, for what repeats is named by a number. */
export interface PageData {
  readonly document: PageDocument;
  /** What a reader must know before the figures, a sentence each. */
  readonly notes: readonly string[];
  readonly attempts: AttemptColumns;
  readonly texts: TextsNote;
}

/** The figures by task and by weakness stay out: the app counts them from the attempts, which they lead to. */
export interface PageDocument extends Omit<ReportDocument, 'attempts' | 'perCwe' | 'perTask'> {
  readonly perCwe: readonly Omit<CweReport, 'rows'>[];
  readonly perTask: readonly Omit<TaskReport, 'rows'>[];
}

/** A model and how it was asked. */
export interface RowKey {
  readonly model: string;
  readonly mode: string;
  readonly strategy: string;
}

/** One entry an attempt in each column, in the report's order. A position in `strings` is -1 where there is nothing. */
export interface AttemptColumns {
  readonly count: number;
  /** Sixteen hexadecimal digits each, one after the other. */
  readonly ids: string;
  readonly rows: readonly RowKey[];
  readonly strings: readonly string[];
  /** Positions in `rows`, in the document's `perTask`, in `outcomes`. */
  readonly row: readonly number[];
  readonly task: readonly number[];
  readonly outcome: readonly number[];
  readonly sample: readonly number[];
  /** 1 where an attack succeeded, whether function held or not. */
  readonly exploited: readonly number[];
  /** 1 where a functional test or more ran and all of them passed. */
  readonly functional: readonly number[];
  /** Positions in `strings`: what the verdict speaks of, what a person says in its place. */
  readonly scope: readonly number[];
  readonly adjudicated: readonly number[];
  /** Positions in `strings`: the variant shown, why it came to its outcome, what was right, what was answered. */
  readonly shown: readonly number[];
  readonly reason: readonly number[];
  readonly detail: readonly number[];
  readonly expected: readonly number[];
  readonly answer: readonly number[];
  /** Null where it is not known. US dollars; milliseconds; CPU milliseconds of the candidate. */
  readonly costUsd: readonly (number | null)[];
  readonly latencyMs: readonly (number | null)[];
  readonly cpuMs: readonly (number | null)[];
  readonly inputTokens: readonly (number | null)[];
  readonly outputTokens: readonly (number | null)[];
}

/** Where the long texts are: in the page, some perhaps left out for want of room, or with a server. */
export type TextsNote = { readonly kind: 'embedded'; readonly leftOut: number } | { readonly kind: 'served' };

/** A text, and how much of it was cut off. */
export interface CutText {
  readonly text: string;
  /** UTF-16 units that were left out; absent when none. */
  readonly cut?: number;
}

/** What an attempt opens to. Each part is absent where there is none, or where it was lost. */
export interface AttemptTexts {
  readonly system?: CutText;
  readonly prompt?: CutText;
  readonly answer?: CutText;
  readonly code?: CutText;
  readonly detail?: CutText;
  readonly tests?: readonly TestResult[];
  /** Where in the answer the code was found. */
  readonly extraction?: string;
  readonly integrity?: 'separate' | 'in-process';
  readonly adjudication?: Adjudication;
  readonly analyses?: JudgedReport['analyses'];
  readonly finish?: string;
  readonly servedBy?: string;
  readonly warnings?: readonly string[];
  /** Of a conversation: all of it, in order. */
  readonly turns?: readonly TurnTexts[];
  /** Of a coding agent. */
  readonly transcript?: TranscriptTexts;
}

export interface TurnTexts {
  readonly prompt: CutText;
  readonly answer: CutText;
  /** What was then found out about its code. */
  readonly found?: CutText;
  /** This answer is the one that was judged. */
  readonly stands: boolean;
}

/** What an agent printed, and the files that it changed. */
export interface TranscriptTexts {
  /** Absent when a signal ended it. */
  readonly exitCode?: number;
  readonly seconds: number;
  readonly stdout: CutText;
  readonly stderr: CutText;
  readonly changes: CutText;
}

/** A task's references by the name of the variant, to compare with. */
export type References = Readonly<Record<string, string>>;

/** The texts of one task's attempts as the page holds them: by attempt, texts by their place in `shared`. */
export interface TaskChunk {
  readonly references: References;
  readonly shared: readonly string[];
  readonly attempts: Readonly<Record<string, PackedTexts>>;
}

/** As `AttemptTexts`, but each text is `[place in shared, units cut off]`. */
export interface PackedTexts extends Omit<AttemptTexts, TextName> {
  readonly texts: Readonly<Partial<Record<TextName, readonly [number, number]>>>;
}

export const textNames = ['system', 'prompt', 'answer', 'code', 'detail'] as const;
export type TextName = (typeof textNames)[number];
