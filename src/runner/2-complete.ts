import type { AttemptKey } from '../core/attempt.ts';
import { canonicalJson } from '../core/canonical.ts';
import type { Completion } from '../core/completion.ts';
import { type Exchange, exchangeSchema } from '../core/exchange.ts';
import type { BlobReader } from '../core/run-log.ts';
import type { OpenAttempt } from './1-plan.ts';
import { askOnce, orLeftOpen } from './ask-once.ts';
import { converse } from './converse.ts';
import type { Lane } from './lane.ts';
import type { Session } from './session.ts';

export interface Answered {
  readonly attempt: AttemptKey;
  readonly completion: Completion;
}

/** Where answers go as soon as they are stored; makes the asking wait when nobody takes them. */
export type Deliver = (answered: Answered) => Promise<void>;

/** Brings the open attempts of a lane their completions: stored ones, or new ones from the model. Never rejects. */
export async function completeLane(lane: Lane, session: Session, deliver: Deliver): Promise<void> {
  // The workers share one iterator: each takes the next attempt when it is free.
  const next = lane.open.values();
  const work = async () => {
    for (const item of next) {
      if (!session.stop.mayJudge) return;
      await session.contain('complete', item.attempt, async () => {
        const completion = (await recall(item, session)) ?? (await ask(item, lane, session));
        if (completion !== undefined) await deliver({ attempt: item.attempt, completion });
      });
    }
  };
  await Promise.all(Array.from({ length: session.options.limits.requestsPerModel }, work));
}

/** The question and answer behind a `completed` event; undefined when they are lost. */
export async function readExchange(log: BlobReader, blob: string): Promise<Exchange | undefined> {
  const text = await log.readBlob(blob);
  return text === undefined ? undefined : exchangeSchema.parse(JSON.parse(text));
}

async function recall({ blob }: OpenAttempt, session: Session): Promise<Completion | undefined> {
  if (blob === undefined) return undefined;
  const exchange = await readExchange(session.options.log, blob);
  if (exchange === undefined) session.meter.uncountCompletion();
  return exchange?.completion;
}

async function ask(item: OpenAttempt, lane: Lane, session: Session): Promise<Completion | undefined> {
  const { attempt } = item;
  const { parts, log } = session.options;
  // 1. What has to be said, once or on and on.
  const way = await orLeftOpen(attempt, { lane, session }, async () => [await parts.conversation(attempt)]);
  if (way === undefined) return undefined;
  const [conversation] = way;
  if (conversation !== undefined) return converse(item, { conversation, lane, session });
  const answer = await askOnce({ attempt, render: () => parts.render(attempt) }, lane, session);
  if (answer === undefined) return undefined;

  // 2. The answer is stored before anything is made of it.
  const { exchange, cached } = answer;
  const blob = await log.putBlob(canonicalJson(exchange));
  const { finish, usage, costUsd, latencyMs } = exchange.completion;
  await session.record({ type: 'completed', attempt, blob, finish, usage, costUsd, cached, latencyMs });
  return exchange.completion;
}
