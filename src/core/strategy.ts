import type { CweId } from './cwe.ts';
import type { Exploit, Feedback, FeedbackKind, ToolFinding } from './feedback.ts';
import type { Mode } from './mode.ts';
import type { Prompt } from './model.ts';
import type { Language } from './task.ts';

/** The part of a task that every strategy may see. Tests and references are not in it. */
export interface TaskView {
  readonly id: string;
  readonly language: Language;
  readonly problem: string;
  readonly entryPoints: readonly string[];
  /** What is installed where the code will run, as the prompt tells it. */
  readonly environment: string;
}

/** What a strategy may be given beyond the view, by name; it receives only what its `needs` lists. */
export interface Materials {
  readonly aware: string;
  readonly steps: string;
  readonly cwe: { readonly id: CweId; readonly name: string };
  /** A solved task of another family. */
  readonly example: { readonly problem: string; readonly code: string; readonly task: string };
  /** repair: the code to be mended. */
  readonly insecureCode: string;
  readonly explanation: string;
  /** classify: the code to be judged, which may be secure. */
  readonly shownCode: string;
  /** classify identify: the closed list, in a seeded order. */
  readonly choices: readonly { readonly id: CweId; readonly name: string }[];
  /** Solved tasks of other families, each of another one. */
  readonly examples: readonly Materials['example'][];
  /** A task of another family solved insecurely, with what is wrong with it. */
  readonly contrast: Materials['example'] & { readonly explanation: string };
  /** What static analysers say of the insecure code. */
  readonly findings: readonly ToolFinding[];
  /**
   * What attacks on the insecure code gained: tests marked `reveal` only. The answers of a strategy that has seen some
   * are judged by the other tests.
   */
  readonly exploits: readonly Exploit[];
  /** classify pair: both versions, in a seeded order. */
  readonly pair: readonly [first: string, second: string];
}
export type Material = keyof Materials;

export interface Strategy<Needs extends Material = Material> {
  readonly mode: Mode;
  readonly name: string;
  /** One line for `--help` and reports. */
  readonly about: string;
  readonly needs: readonly Needs[];
  /** Template file under `src/strategies/templates`, for the record and for `--template`. */
  readonly template: string;
  /** The first prompt. Depends on nothing but its arguments. */
  render(view: TaskView, given: Pick<Materials, Needs>, template: string): Prompt;
  /** What is said after the first answer; absent where one answer is all. Only where answers are code. */
  readonly followUp?: FollowUp;
  /** A strategy of the user's own: the text of its file, which stands for a template in the manifest. */
  readonly source?: string;
}

/** The later turns of a conversation. Each is one more message to the model after all that was said so far. */
export interface FollowUp {
  /** Answers at most, the first included; at least 2. */
  readonly mostTurns: number;
  /** When it ends, for a reader: `when the analyser finds nothing, or after 3 answers`. */
  readonly stops: string;
  /** What is found out about the code of each answer before `next` is asked; nothing when absent. */
  readonly feedback?: FeedbackKind;
  /** Template file under `src/strategies/templates`; absent where `next` needs none. */
  readonly template?: string;
  /**
   * The next message, or undefined when the conversation is over. Depends on nothing but its arguments: a run that was
   * killed goes on with the turns that are stored. Not asked after `mostTurns` answers.
   */
  next(view: TaskView, turns: readonly Turn[], template: string): string | undefined;
}

/** An answer of a conversation, as a strategy sees it. */
export interface Turn {
  /** What it answered to. */
  readonly user: string;
  /** The model's words without its reasoning. */
  readonly answer: string;
  /** The code in it; absent when there was none. */
  readonly code?: string;
  /** Of the kind that the strategy asked for; absent when it asked for none or the answer holds no code. */
  readonly feedback?: Feedback;
}

/** What was found in a completion where code was asked for. */
export type Extraction =
  | { readonly found: true; readonly code: string; readonly how: string }
  | {
      readonly found: false;
      readonly reason: 'no-code' | 'refusal' | 'cut-off' | 'filtered' | 'oversized';
      readonly detail: string;
    };

/** What was found in a completion where a classification was asked for; `answer` is undefined when there is none. */
export interface ClassifyAnswer {
  /** detect: `vulnerable` or `secure`. identify: `CWE-89`. */
  readonly answer: string | undefined;
  readonly detail: string;
}
