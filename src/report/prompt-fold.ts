import type { Answered, PromptKey } from '../core/brief-event.ts';
import type { Mode } from '../core/mode.ts';
import type { AdjudicatedEvent } from '../core/run.ts';
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

export interface OpenPrompt extends Prompt {
  readonly completions: (Completed | undefined)[];
  readonly failures: (string | undefined)[];
  readonly facts: (CodeFacts | undefined)[];
  readonly unrevealedFacts: (CodeFacts | undefined)[];
  readonly answers: (ClassifiedAnswer | undefined)[];
  readonly adjudicated: (AdjudicatedEvent['verdict'] | undefined)[];
}

interface JudgedFacts {
  readonly all: CodeFacts;
  /** By the tests that are not marked `reveal`. */
  readonly unrevealed: CodeFacts;
}

/** Gathers the samples of every prompt in about 20 bytes each: results that are equal are stored once. */
export class PromptFold {
  readonly #prompts = new Map<string, OpenPrompt>();
  readonly #shared = new WeakMap<PromptKey, OpenPrompt>();
  readonly #facts = new Map<string, CodeFacts>();
  /** By all of a judgement that facts are made of: most of a million judgements are equal in it. */
  readonly #judged = new Map<string, JudgedFacts>();
  readonly #sharedJudged = new WeakMap<Judgement, JudgedFacts>();
  readonly #answers = new Map<string, ClassifiedAnswer>();
  readonly #sharedAnswers = new WeakMap<Answered, ClassifiedAnswer>();
  readonly #failures = new Map<string, string>();

  /** The prompt of this name, with nothing known of it at first. */
  of({ model, mode, strategy, task, shown = '' }: PromptKey): OpenPrompt {
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

  /** The same, faster, for names that come again and again as one object. */
  ofShared(key: PromptKey): OpenPrompt {
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const prompt = this.of(key);
    this.#shared.set(key, prompt);
    return prompt;
  }

  /** A new completion: whatever was found in an older one is void. */
  complete(prompt: OpenPrompt, sample: number, cached: boolean): void {
    const { completions, failures, facts, unrevealedFacts, answers, adjudicated } = prompt;
    completions[sample] = cached ? 'cached' : 'asked';
    // Lists that would hold nothing stay empty.
    if (sample < failures.length) failures[sample] = undefined;
    if (sample < facts.length) facts[sample] = undefined;
    if (sample < unrevealedFacts.length) unrevealedFacts[sample] = undefined;
    if (sample < answers.length) answers[sample] = undefined;
    if (sample < adjudicated.length) this.adjudicate(prompt, sample, undefined);
  }

  fail(prompt: OpenPrompt, sample: number, failure: string): void {
    prompt.failures[sample] = shared(this.#failures, failure, failure);
  }

  judge(prompt: OpenPrompt, sample: number, judgement: Judgement): void {
    keepFacts(prompt, sample, this.#factsOf(judgement));
  }

  /** The same, faster, for judgements that come again and again as one object. */
  judgeShared(prompt: OpenPrompt, sample: number, judgement: Judgement): void {
    let facts = this.#sharedJudged.get(judgement);
    if (facts === undefined) {
      facts = this.#factsOf(judgement);
      this.#sharedJudged.set(judgement, facts);
    }
    keepFacts(prompt, sample, facts);
  }

  classify(prompt: OpenPrompt, sample: number, answered: Answered): void {
    prompt.answers[sample] = this.#answerOf(answered);
  }

  /** The same, faster, for answers that come again and again as one object. */
  classifyShared(prompt: OpenPrompt, sample: number, answered: Answered): void {
    let answer = this.#sharedAnswers.get(answered);
    if (answer === undefined) {
      answer = this.#answerOf(answered);
      this.#sharedAnswers.set(answered, answer);
    }
    prompt.answers[sample] = answer;
  }

  adjudicate(prompt: OpenPrompt, sample: number, verdict: AdjudicatedEvent['verdict'] | undefined): void {
    const { adjudicated } = prompt;
    adjudicated[sample] = verdict;
    if (adjudicated.every((one) => one === undefined)) adjudicated.length = 0;
  }

  all(): readonly Prompt[] {
    return [...this.#prompts.values()];
  }

  #factsOf(judgement: Judgement): JudgedFacts {
    const name = nameOf(judgement);
    const known = this.#judged.get(name);
    if (known !== undefined) return known;
    const facts = { all: this.#noted(judgement), unrevealed: this.#noted(withoutRevealed(judgement)) };
    this.#judged.set(name, facts);
    return facts;
  }

  #answerOf({ answer, expected, correct }: Answered): ClassifiedAnswer {
    const name = JSON.stringify([answer, expected, correct]);
    return shared(this.#answers, name, { ...(answer === undefined ? {} : { answer }), expected, correct });
  }

  #noted(judgement: Judgement): CodeFacts {
    const facts = codeFacts(judgement);
    return shared(this.#facts, JSON.stringify(facts), facts);
  }
}

function keepFacts({ facts, unrevealedFacts }: OpenPrompt, sample: number, { all, unrevealed }: JudgedFacts): void {
  facts[sample] = all;
  unrevealedFacts[sample] = unrevealed;
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
