// The scoring service without its protocol: queue, seeds, rewards, what is shown. It never shows tests or references,
// and nothing that a candidate does leaves it without a verdict.
import { randomInt } from 'node:crypto';
import { SecevalError } from '../core/errors.ts';
import type { TestResult } from '../core/verdict.ts';
import { Metrics } from './metrics.ts';
import { type RewardScheme, rewardOf } from './reward.ts';
import type { Prepared, Scored, Scorer } from './scorer.ts';
import { ServiceError } from './service-error.ts';
import type { HowToScore, Score, ScoreItem, ShownEvidence, SuiteCard } from './wire.ts';
import { WorkQueue } from './work-queue.ts';

/** `reveal`: of tests marked so in the suite, which may be shown to a model. `all`: of every test, its condition included. */
export const evidenceLevels = ['none', 'reveal', 'all'] as const;
export type EvidenceLevel = (typeof evidenceLevels)[number];

export interface ServiceOptions {
  readonly scorer: Scorer;
  readonly rewards: RewardScheme;
  readonly evidence: EvidenceLevel;
  /** Candidates that may wait. */
  readonly queueLimit: number;
  /** How long one may wait where a request says nothing. */
  readonly deadlineSeconds: number;
  readonly version: string;
}

export interface Asked {
  readonly how: HowToScore;
  /** What is asked for together. */
  readonly lane: object;
  /** The client has gone. */
  readonly signal: AbortSignal;
}

/** After so many judgements in a row that ended in a fault of the harness, the service says that it is not ready. */
const faultsInARow = 10;

export class Service {
  readonly metrics = new Metrics();
  readonly queue: WorkQueue;
  readonly options: ServiceOptions;
  readonly #verdicts: (labels: Readonly<Record<string, string>>) => void;
  readonly #waited: (seconds: number) => void;
  readonly #judged: (seconds: number) => void;
  readonly #left: (labels: Readonly<Record<string, string>>) => void;
  /** Seconds of the latest judgements, for the estimate of how long the queue takes. */
  #meanSeconds = 0.05;
  #faults = 0;
  #warm = false;
  #draining = false;

  constructor(options: ServiceOptions) {
    this.options = options;
    const { scorer, queueLimit, version } = options;
    this.queue = new WorkQueue({ atOnce: scorer.atOnce, capacity: queueLimit });
    const { metrics, queue } = this;
    const { name, fingerprint, tier } = scorer.card;
    const labels = { version, suite: name, fingerprint, tier };
    metrics.gauge('seceval_build_info', 'What is served.', () => new Map([[labels, 1]]));
    metrics.gauge('seceval_queue_waiting', 'Candidates that wait for a sandbox.', () => queue.waiting);
    metrics.gauge('seceval_queue_capacity', 'Candidates that may wait.', () => queue.capacity);
    metrics.gauge('seceval_judging', 'Candidates being judged.', () => queue.running);
    metrics.gauge('seceval_sandboxes', 'Candidates that can be judged at a time.', () => scorer.atOnce);
    metrics.gauge('process_resident_memory_bytes', 'Memory of the service itself.', () => process.memoryUsage.rss());
    this.#verdicts = metrics.counter('seceval_scores_total', 'Scores given, by verdict.');
    this.#left = metrics.counter('seceval_unscored_total', 'Items that were not scored, by reason.');
    this.#waited = metrics.histogram('seceval_wait_seconds', 'How long candidates waited.');
    this.#judged = metrics.histogram('seceval_judge_seconds', 'How long judgements took.');
  }

  get card(): SuiteCard {
    return { ...this.options.scorer.card, reward: { ...this.options.rewards } };
  }

  /** Why it should get no requests now; undefined when it should. */
  get unreadiness(): string | undefined {
    if (this.#draining) return 'it is shutting down';
    if (!this.#warm) return 'its sandboxes are starting';
    if (this.#faults >= faultsInARow) return `the last ${this.#faults} judgements ended in faults of the harness`;
    return undefined;
  }

  get draining(): boolean {
    return this.#draining;
  }

  async warmUp(): Promise<void> {
    await this.options.scorer.warmUp();
    this.#warm = true;
  }

  /** Takes nothing more. Resolves when all that was taken is done. */
  async drain(): Promise<void> {
    this.#draining = true;
    await this.queue.idle();
  }

  /** Checks a request before any of it runs. Throws ServiceError. */
  prepare(items: readonly ScoreItem[], how: HowToScore): Prepared[] {
    if (this.#draining) throw new ServiceError('draining', 'the service is shutting down', { retryAfterSeconds: 5 });
    const { name, fingerprint } = this.options.scorer.card;
    if (how.suite !== undefined && how.suite !== name && how.suite !== fingerprint) {
      throw new ServiceError('wrong-suite', `this service has the suite ${name} ${fingerprint}, not ${how.suite}`);
    }
    const prepared = items.map((item, index) => this.#prepareOne(item, items.length === 1 ? '' : `items.${index}: `));
    const work = prepared.filter(({ settled }) => settled === undefined).length;
    if (work > this.queue.room) {
      this.#left({ reason: 'busy' });
      throw new ServiceError('busy', `the queue has room for ${Math.max(0, this.queue.room)} candidates, not ${work}`, {
        retryAfterSeconds: this.retryAfterSeconds(work),
      });
    }
    return prepared;
  }

  /** When there should be room for so many more. */
  retryAfterSeconds(work: number): number {
    const excess = Math.max(1, work - this.queue.room);
    return Math.min(60, Math.max(1, Math.ceil((excess * this.#meanSeconds) / this.options.scorer.atOnce)));
  }

  /** Throws ServiceError. */
  async score(item: ScoreItem, prepared: Prepared, { how, lane, signal }: Asked): Promise<Score> {
    const seed = item.seed ?? randomInt(2 ** 31);
    const inFull = how.tests === 'all';
    const asked = performance.now();
    let begun = asked;
    const work = async (stop: AbortSignal): Promise<Scored> => {
      begun = performance.now();
      return prepared.judge({ seed, inFull, signal: stop });
    };
    const waitMs = (how.deadlineSeconds ?? this.options.deadlineSeconds) * 1000;
    try {
      const scored = prepared.settled ?? (await this.queue.submit({ work, lane, signal, waitMs }));
      const ended = performance.now();
      const times = { waitedSeconds: (begun - asked) / 1000, judgedSeconds: (ended - begun) / 1000 };
      this.#count(scored, times, prepared.settled === undefined);
      return {
        ...(item.id !== undefined && { id: item.id }),
        task: prepared.task,
        mode: prepared.mode,
        ...outcomeOf(scored, { inFull, evidence: how.evidence ? this.options.evidence : 'none' }),
        reward: rewardOf(scored, this.options.rewards),
        seed,
        ...times,
      };
    } catch (error) {
      const told = asServiceError(error);
      this.#left({ reason: told.code });
      throw told;
    }
  }

  #prepareOne(item: ScoreItem, where: string): Prepared {
    try {
      return this.options.scorer.prepare(item);
    } catch (error) {
      if (!SecevalError.isInstance(error)) throw error;
      const code = error.code === 'user-mistake' ? 'bad-request' : 'not-judgeable-here';
      throw new ServiceError(code, `${where}${error.message}`, { hint: error.hint });
    }
  }

  #count(scored: Scored, times: { waitedSeconds: number; judgedSeconds: number }, ran: boolean): void {
    const outcome = scored.kind === 'code' ? scored.verdict : scored.correct ? 'correct' : 'wrong';
    this.#verdicts({ verdict: outcome });
    if (!ran) return;
    this.#waited(times.waitedSeconds);
    this.#judged(times.judgedSeconds);
    this.#meanSeconds += (times.judgedSeconds - this.#meanSeconds) / 50;
    this.#faults = outcome === 'inconclusive' ? this.#faults + 1 : 0;
  }
}

/** Every failure as the client may hear it: what is not ours to explain says nothing of what was judged. */
export function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  if (SecevalError.isInstance(error) && error.code === 'interrupted') {
    return new ServiceError('draining', 'the service was stopped', { cause: error });
  }
  return new ServiceError('internal', 'the service could not do it; its log says more', { cause: error });
}

interface Shown {
  readonly inFull: boolean;
  readonly evidence: EvidenceLevel;
}

function outcomeOf(scored: Scored, { inFull, evidence }: Shown): Partial<Score> {
  if (scored.kind === 'answer') return { correct: scored.correct, answer: scored.answer ?? null };
  const { verdict, reason, detail, tests } = scored;
  // The detail of what could not even be loaded is the candidate's own; any other names a test and its condition.
  const shownDetail = evidence === 'all' || (evidence === 'reveal' && verdict === 'invalid') ? detail : undefined;
  const failing = tests.filter(({ outcome }) => outcome === 'fail' || outcome === 'error');
  return {
    verdict,
    ...(reason !== undefined && { reason }),
    ...(shownDetail !== undefined && { detail: shownDetail }),
    ...(inFull && { exploited: scored.exploited }),
    ...(evidence !== 'none' && { evidence: failing.map((test) => shownEvidence(test, evidence)) }),
  };
}

function shownEvidence(test: TestResult, level: EvidenceLevel): ShownEvidence {
  const { kind, basis, name, evidence } = test;
  const told = level === 'all' || test.reveal === true ? evidence : undefined;
  return {
    kind,
    ...(basis !== undefined && { basis }),
    outcome: test.outcome === 'error' ? 'error' : 'fail',
    ...(level === 'all' && { test: name }),
    ...(told?.payload !== undefined && { payload: told.payload }),
    ...(told !== undefined && { message: told.message }),
  };
}
