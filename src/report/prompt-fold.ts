import type { AttemptKey } from '../core/attempt.ts';
import type { Mode } from '../core/mode.ts';
import type { AdjudicatedEvent, ClassifiedEvent, CompletedEvent, JudgedEvent } from '../core/run.ts';
import type { Judgement, TestOutcome, TestResult } from '../core/verdict.ts';
import { withoutRevealed } from '../core/without-revealed.ts';
import type { Basis } from '../metrics/candidate-properties.ts';
import type { ClassifiedAnswer } from '../metrics/classified-attempt.ts';
import { type CodeFacts, codeFacts } from '../metrics/code-facts.ts';

/** All samples of one prompt: what one model made of one task with one strategy. Lists are by sample index, and may have holes. */
export interface Prompt {
  readonly model: string;
  readonly mode: Mode;
  readonly strategy: string;
  readonly task: string;
  /** The variant that was shown; empty in `generate`. */
  readonly shown: string;
  /** `cached`: no request was made for the completion. */
  readonly completions: readonly (Completed | undefined)[];
  /** The kind of the latest failed request, while no completion has come after it. */
  readonly failures: readonly (string | undefined)[];
  readonly facts: readonly (CodeFacts | undefined)[];
  /** The same by the tests that are not marked `reveal`. */
  readonly unrevealedFacts?: readonly (CodeFacts | undefined)[];
  readonly answers: readonly (ClassifiedAnswer | undefined)[];
  /** What people said in place of the judge, of these very completions; empty where they never did. */
  readonly adjudicated: readonly (AdjudicatedEvent['verdict'] | undefined)[];
}

export type Completed = 'asked' | 'cached';

interface OpenPrompt extends Prompt {
  readonly completions: (Completed | undefined)[];
  readonly failures: (string | undefined)[];
  readonly facts: (CodeFacts | undefined)[];
  readonly unrevealedFacts: (CodeFacts | undefined)[];
  readonly answers: (ClassifiedAnswer | undefined)[];
  readonly adjudicated: (AdjudicatedEvent['verdict'] | undefined)[];
}

/** Gathers the samples of every prompt in about 20 bytes each: results that are equal are stored once. */
export class PromptFold {
  readonly #prompts = new Map<string, OpenPrompt>();
  readonly #facts = new Map<string, CodeFacts>();
  /** By all of a judgement that facts are made of: most of a million judgements are equal in it. */
  readonly #judged = new Map<string, { readonly all: CodeFacts; readonly unrevealed: CodeFacts }>();
  readonly #answers = new Map<string, ClassifiedAnswer>();
  readonly #failures = new Map<string, string>();

  /** A new completion: whatever was found in an older one is void. */
  complete({ attempt, cached }: CompletedEvent): void {
    const { completions, failures, facts, unrevealedFacts, answers, adjudicated } = this.#promptOf(attempt);
    completions[attempt.sample] = cached ? 'cached' : 'asked';
    // Lists that would hold nothing stay empty.
    for (const list of [failures, facts, unrevealedFacts, answers])
      if (attempt.sample in list) list[attempt.sample] = undefined;
    if (attempt.sample in adjudicated) this.adjudicate(attempt, undefined);
  }

  fail(attempt: AttemptKey, failure: string): void {
    this.#promptOf(attempt).failures[attempt.sample] = shared(this.#failures, failure, failure);
  }

  judge({ attempt, judgement }: JudgedEvent): void {
    const prompt = this.#promptOf(attempt);
    const name = nameOf(judgement);
    let facts = this.#judged.get(name);
    if (facts === undefined) {
      facts = { all: this.#noted(judgement), unrevealed: this.#noted(withoutRevealed(judgement)) };
      this.#judged.set(name, facts);
    }
    prompt.facts[attempt.sample] = facts.all;
    prompt.unrevealedFacts[attempt.sample] = facts.unrevealed;
  }

  #noted(judgement: Judgement): CodeFacts {
    const facts = codeFacts(judgement);
    return shared(this.#facts, JSON.stringify(facts), facts);
  }

  classify({ attempt, answer, expected, correct }: ClassifiedEvent): void {
    const name = JSON.stringify([answer, expected, correct]);
    const answered = { ...(answer === undefined ? {} : { answer }), expected, correct };
    this.#promptOf(attempt).answers[attempt.sample] = shared(this.#answers, name, answered);
  }

  adjudicate(attempt: AttemptKey, verdict: AdjudicatedEvent['verdict'] | undefined): void {
    const { adjudicated } = this.#promptOf(attempt);
    adjudicated[attempt.sample] = verdict;
    if (adjudicated.every((one) => one === undefined)) adjudicated.length = 0;
  }

  all(): readonly Prompt[] {
    return [...this.#prompts.values()];
  }

  #promptOf({ model, mode, strategy, task, shown = '' }: AttemptKey): OpenPrompt {
    const name = `${model}\n${mode}\n${strategy}\n${task}\n${shown}`;
    const known = this.#prompts.get(name);
    if (known !== undefined) return known;
    const prompt: OpenPrompt = {
      ...{ model, mode, strategy, task, shown },
      ...{ completions: [], failures: [], facts: [], unrevealedFacts: [], answers: [], adjudicated: [] },
    };
    this.#prompts.set(name, prompt);
    return prompt;
  }
}

const kindMarks: Readonly<Record<TestResult['kind'], string>> = { functional: 'f', security: 's', joint: 'j' };
const basisMarks: Readonly<Record<Basis, string>> = { universal: 'u', policy: 'p' };
const outcomeMarks: Readonly<Record<TestOutcome, string>> = { pass: 'p', fail: 'f', error: 'e', inconclusive: 'i' };

/** Equal only for judgements with equal facts; texts and times are no part of it. */
function nameOf({ verdict, scope, reason, exploited, integrity, tests }: Judgement): string {
  let name = `${verdict} ${scope} ${reason} ${exploited} ${integrity} `;
  for (const { kind, basis, outcome, refused, reveal } of tests) {
    name += kindMarks[kind] + (basis === undefined ? '-' : basisMarks[basis]) + outcomeMarks[outcome];
    name += (refused === true ? 'r' : '-') + (reveal === true ? 's' : '-');
  }
  return name;
}

/** The one object that stands for all that have its name. */
function shared<Value>(known: Map<string, Value>, name: string, value: Value): Value {
  const before = known.get(name);
  if (before !== undefined) return before;
  known.set(name, value);
  return value;
}
