import type { CweId } from './cwe.ts';
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
  render(view: TaskView, given: Pick<Materials, Needs>, template: string): Prompt;
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
