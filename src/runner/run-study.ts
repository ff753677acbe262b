// The way of a run, from its plan to its end: models are asked, answers judged, all of it kept in the log.
// It decides what is done and in which order; it never knows how (see parts.ts) and never prints.
import { runFormat } from '../core/run.ts';
import type { RunState } from '../core/run-state.ts';
import { openAttempts } from './1-plan.ts';
import { type Answered, completeLane } from './2-complete.ts';
import { judgeAnswers, settleAlone } from './3-judge.ts';
import { BoundedQueue } from './bounded-queue.ts';
import { lanesOf } from './lane.ts';
import { type AbandonedModel, type AttemptFault, type RunLimits, Session, type SessionOptions } from './session.ts';
import type { StopReason } from './stop-switch.ts';

export interface RunStudyOptions extends Omit<SessionOptions, 'limits'> {
  /** The run's id, for its first event. */
  readonly run: string;
  readonly limits?: Partial<RunLimits> | undefined;
}

interface Outcome {
  /** Attempts without a result: a resumed run works on them. */
  readonly open: number;
  /** Of the open ones those that a recording holds no answer for: asking it again changes nothing. */
  readonly notRecorded: number;
  /** Attempts that the harness could not judge, retries and all: a resumed run judges their answers again. */
  readonly inconclusive: number;
  /** Bugs that single attempts met; each of these attempts is open. */
  readonly faults: readonly AttemptFault[];
  /** Models that were asked no further because they kept failing. */
  readonly abandoned: readonly AbandonedModel[];
}

/** `finished`: everything that could be done was. Attempts whose requests failed are open even then. */
export type RunOutcome =
  | (Outcome & { readonly status: 'finished' })
  | (Outcome & { readonly status: 'stopped'; readonly reason: StopReason });

const defaultLimits: RunLimits = { requestsPerModel: 8, judgements: 2 };

/** Answers that wait for their judging; beyond it the models wait. */
const queueCapacity = 64;

/**
 * Works through a plan, or through what `earlier` left open of it. Safe to end at any moment in any way: resuming asks
 * again only what was under way. Throws `EnvironmentFault` and `UserMistake` where nothing can go on; what was done by
 * then is stored. The caller opens and closes the log, the models and the judge.
 */
export async function runStudy({ run, limits, ...options }: RunStudyOptions): Promise<RunOutcome> {
  // 1. What is there to do?
  const session = new Session({ ...options, limits: { ...defaultLimits, ...limits } });
  const open = openAttempts(options.plan, options.earlier);
  const lanes = lanesOf(open, session);

  // 2. The log says that this sitting begins.
  await recordBeginning(run, session, options.earlier);

  // 3. Ask and judge side by side, until all is done or something says stop.
  const release = stopOnAbort(session, options.signal, options.force);
  try {
    const queue = new BoundedQueue<Answered>(queueCapacity);
    const judging = judgeAnswers(queue, session);
    await Promise.all(lanes.map((lane) => completeLane(lane, session, (answered) => queue.push(answered))));
    queue.close();
    const unsettled = await judging;

    // 4. What the judge could not settle is tried again, now that nothing else is going on.
    await settleAlone(unsettled, session);
  } finally {
    release();
  }

  // 5. The log says how it ended.
  return recordEnd(session);
}

async function recordBeginning(run: string, session: Session, earlier: RunState | undefined): Promise<void> {
  const { plan } = session.options;
  if (earlier?.started === true) await session.record({ type: 'run-resumed', open: session.meter.open });
  else await session.record({ type: 'run-started', format: runFormat, run, attempts: plan.attempts.length });
}

async function recordEnd(session: Session): Promise<RunOutcome> {
  const { fatal } = session.stop;
  const { faults, abandoned } = session;
  const reason = session.stop.reason ?? (faults.length > 0 ? 'error' : undefined);
  const { open, notRecorded, inconclusive } = session.meter;
  if (fatal !== undefined) {
    // The log itself may be what failed: then the first fault is the one to tell.
    await session.record({ type: 'run-stopped', reason: 'error', open }).catch(() => undefined);
    throw fatal;
  }
  // A stop that came when all was done stopped nothing.
  if (reason === undefined || open === 0) {
    await session.record({ type: 'run-finished', open });
    return { status: 'finished', open, notRecorded, inconclusive, faults, abandoned };
  }
  await session.record({ type: 'run-stopped', reason, open });
  return { status: 'stopped', reason, open, notRecorded, inconclusive, faults, abandoned };
}

function stopOnAbort(session: Session, ...signals: readonly (AbortSignal | undefined)[]): () => void {
  const stop = () => session.stop.stop('interrupted');
  for (const signal of signals) {
    signal?.addEventListener('abort', stop);
    if (signal?.aborted === true) stop();
  }
  return () => {
    for (const signal of signals) signal?.removeEventListener('abort', stop);
  };
}
