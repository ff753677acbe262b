import type { AttemptKey } from '../core/attempt.ts';
import type { BriefEvent, PlacedEvents, PromptKey } from '../core/brief-event.ts';
import type { RunEvent } from '../core/run.ts';
import type { Judgement, TestResult } from '../core/verdict.ts';
import type { ToldAttempt } from './report-attempt.ts';

/** An attempt without its long texts, and where the log has them. */
export interface ListedAttempt extends ToldAttempt {
  /** Where the lines begin that tell of it, in bytes, in the log's order. */
  readonly starts: readonly number[];
}

type Noted = { -readonly [Field in keyof ListedAttempt]-?: ListedAttempt[Field] } & { starts: number[] };

export interface AttemptListOptions {
  /** Samples that the study asks of each prompt. */
  readonly samples: number;
  /** Of a run with more attempts about so many are listed. */
  readonly limit: number;
}

/**
 * What lists say of each attempt, some hundred bytes each. Of more than `limit` it is a sample that owes nothing to
 * outcomes: the first samples of every prompt; where there are more prompts than that, the first of one in so many.
 */
export class AttemptList {
  readonly #options: AttemptListOptions;
  readonly #prompts = new Map<string, (Noted | undefined)[]>();
  readonly #shared = new WeakMap<PromptKey, (Noted | undefined)[]>();
  readonly #tests = new Map<string, TestResult[]>();
  #samples = Number.POSITIVE_INFINITY;
  #oneIn = 1;

  constructor(options: AttemptListOptions = { samples: 1, limit: Number.POSITIVE_INFINITY }) {
    this.#options = options;
  }

  /** Hands the events on as they come, and notes what they say. */
  async *watch(placed: AsyncIterable<PlacedEvents>): AsyncGenerator<PlacedEvents['events']> {
    for await (const { events, starts } of placed) {
      for (const [index, event] of events.entries()) this.#read(event, starts[index] ?? 0);
      yield events;
    }
  }

  /** Those noted so far, prompt by prompt. */
  attempts(): readonly ListedAttempt[] {
    const prompts = [...this.#prompts.values()];
    return prompts.flatMap((samples, place) => (place % this.#oneIn === 0 ? samples.filter(isNoted) : []));
  }

  /** Where the lines begin that tell of this attempt; none where it is not listed. */
  startsOf({ sample, ...prompt }: AttemptKey): readonly number[] {
    return this.#prompts.get(nameOf(prompt))?.[sample]?.starts ?? [];
  }

  #read(event: RunEvent | BriefEvent, start: number): void {
    if (event.type === 'run-started') this.#choose(event.attempts);
    else if ('prompt' in event) this.#note(this.#find(event.prompt, event.sample), event, start);
    else if ('attempt' in event && event.type !== 'turn' && event.type !== 'feedback') {
      this.#note(this.#find(event.attempt, event.attempt.sample), event, start);
    }
  }

  #choose(planned: number): void {
    const { samples, limit } = this.#options;
    if (planned <= limit) return;
    const prompts = planned / samples;
    this.#samples = Math.max(1, Math.floor(limit / prompts));
    this.#oneIn = Math.max(1, Math.ceil(prompts / limit));
  }

  /** Undefined for one that is not listed. */
  #find(prompt: PromptKey, sample: number): Noted | undefined {
    if (sample >= this.#samples) return undefined;
    const samples = this.#shared.get(prompt) ?? this.#samplesOf(prompt);
    const known = samples[sample];
    if (known !== undefined) return known;
    const noted = nothingNoted(prompt, sample);
    samples[sample] = noted;
    return noted;
  }

  #samplesOf(prompt: PromptKey): (Noted | undefined)[] {
    const name = nameOf(prompt);
    const samples = this.#prompts.get(name) ?? [];
    this.#prompts.set(name, samples);
    this.#shared.set(prompt, samples);
    return samples;
  }

  #note(noted: Noted | undefined, event: NotedEvent, start: number): void {
    if (noted === undefined) return;
    switch (event.type) {
      case 'brief-completed':
      case 'completed':
        // Whatever was found in an older completion is void.
        noted.judged = noted.classified = noted.failed = noted.adjudicated = undefined;
        noted.completed = told(event);
        noted.starts = [];
        break;
      case 'brief-judged': {
        const { judgement, cpuSeconds, listed: { code, detail } = {} } = event;
        noted.judged = { judgement: { ...judgement, cpuSeconds, ...(detail !== undefined && { detail }) }, code };
        break;
      }
      case 'judged':
        noted.judged = { judgement: { ...event.judgement, tests: this.#testsOf(event.judgement) }, code: event.code };
        break;
      case 'brief-classified':
        noted.classified = event.answered;
        break;
      case 'classified':
        noted.classified = event;
        break;
      case 'request-failed':
        noted.failed = event;
        break;
      case 'adjudicated':
        noted.adjudicated = event;
        break;
      case 'adjudication-undone':
        noted.adjudicated = undefined;
        break;
    }
    noted.starts.push(start);
  }

  /** Without names and texts, one list for all that are alike in the rest. */
  #testsOf({ tests }: Judgement): TestResult[] {
    const name = tests.map(({ kind, outcome }) => `${kind} ${outcome}`).join();
    const known = this.#tests.get(name) ?? tests.map(({ kind, outcome }) => ({ name: '', kind, outcome }));
    this.#tests.set(name, known);
    return known;
  }
}

type NotedEvent =
  | BriefEvent
  | Exclude<Extract<RunEvent, { readonly attempt: unknown }>, { readonly type: 'turn' | 'feedback' }>;

function told({ usage, cached, costUsd, latencyMs }: NonNullable<ToldAttempt['completed']>): ToldAttempt['completed'] {
  return { usage, cached, costUsd, latencyMs };
}

function nameOf({ model, mode, strategy, task, shown = '' }: PromptKey): string {
  return `${model}\n${mode}\n${strategy}\n${task}\n${shown}`;
}

function isNoted(noted: Noted | undefined): noted is Noted {
  return noted !== undefined;
}

function nothingNoted({ task, mode, strategy, model, shown }: PromptKey, sample: number): Noted {
  return {
    attempt: { task, mode, strategy, model, sample, ...(shown === undefined ? {} : { shown }) },
    ...{ completed: undefined, judged: undefined, classified: undefined, failed: undefined, adjudicated: undefined },
    starts: [],
  };
}
