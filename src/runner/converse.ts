import { canonicalJson } from '../core/canonical.ts';
import type { Completion, Usage } from '../core/completion.ts';
import { type StoredTurn, turnExchangeSchema } from '../core/exchange.ts';
import { type Feedback, feedbackSchema } from '../core/feedback.ts';
import type { BlobReader } from '../core/run-log.ts';
import type { LoggedTurn } from '../core/run-state.ts';
import type { OpenAttempt } from './1-plan.ts';
import { askOnce, orLeftOpen } from './ask-once.ts';
import type { Lane } from './lane.ts';
import type { Conversation } from './parts.ts';
import type { Session } from './session.ts';

interface Context {
  readonly conversation: Conversation;
  readonly lane: Lane;
  readonly session: Session;
}

interface KnownTurn extends StoredTurn {
  readonly cached: boolean;
  /** What is found out about it is known, even where that is nothing. */
  readonly examined: boolean;
}

/**
 * Talks with the model until the conversation is over, and records its standing answer. Every turn and everything that
 * was found out about one is stored before it is used, so whatever ends this process, a resumed run goes on from there.
 * Undefined when the attempt stays open.
 */
export async function converse(item: OpenAttempt, context: Context): Promise<Completion | undefined> {
  const { attempt } = item;
  const { conversation, session } = context;
  const { parts, log } = session.options;
  // 1. The turns of an earlier session.
  let turns = await recallTurns(item.turns ?? [], log);
  for (;;) {
    if (!session.stop.mayJudge) return undefined;

    // 2. What is found out about the latest answer.
    const examined = await examine(item, turns, context);
    if (examined === undefined) return undefined;
    turns = examined;

    // 3. Is it over?
    const next = turns.length === 0 ? undefined : conversation.next(turns);
    if (next !== undefined && 'stands' in next) return conclude(item, { turns, stands: next.stands, session });

    // 4. The next turn.
    const turn = turns.length;
    const render = () => next ?? parts.render(attempt);
    const answer = await askOnce({ attempt, turn, render }, context.lane, session);
    if (answer === undefined) return undefined;
    const { exchange, cached } = answer;
    const blob = await log.putBlob(canonicalJson(exchange));
    const { usage, costUsd, latencyMs } = exchange.completion;
    await session.record({ type: 'turn', attempt, turn, blob, usage, costUsd, cached, latencyMs });
    turns = [...turns, { ...exchange, cached, examined: false }];
  }
}

async function examine(
  { attempt }: OpenAttempt,
  turns: readonly KnownTurn[],
  { conversation, lane, session }: Context,
): Promise<readonly KnownTurn[] | undefined> {
  const latest = turns.at(-1);
  if (latest === undefined || latest.examined) return turns;
  const { log, force } = session.options;
  const found = await orLeftOpen(attempt, { lane, session }, async () => [await conversation.feedback(turns, force)]);
  if (found === undefined || session.forced) return undefined;
  const [feedback] = found;
  if (feedback !== undefined) {
    const blob = await log.putBlob(canonicalJson(feedback));
    await session.record({ type: 'feedback', attempt, turn: turns.length - 1, blob });
  }
  return [...turns.slice(0, -1), { ...latest, ...(feedback && { feedback }), examined: true }];
}

interface Conclusion {
  readonly turns: readonly KnownTurn[];
  readonly stands: number;
  readonly session: Session;
}

async function conclude({ attempt }: OpenAttempt, { turns, stands, session }: Conclusion): Promise<Completion> {
  const standing = turns[stands];
  if (standing === undefined) throw new RangeError(`turn ${stands} of ${turns.length} cannot stand`);
  const { prompt, completion } = standing;
  const stored = turns.map(({ cached: _cached, examined: _examined, ...turn }) => turn);
  const blob = await session.options.log.putBlob(canonicalJson({ prompt, completion, turns: stored }));
  const completions = turns.map((turn) => turn.completion);
  await session.record({
    type: 'completed',
    attempt,
    blob,
    finish: completion.finish,
    usage: sumOfUsage(completions),
    costUsd: sumOf(completions, ({ costUsd }) => costUsd),
    cached: turns.every(({ cached }) => cached),
    latencyMs: sumOf(completions, ({ latencyMs }) => latencyMs),
    turns: turns.length,
  });
  return completion;
}

/** A sum is known where every part is. */
function sumOf(
  completions: readonly Completion[],
  count: (completion: Completion) => number | undefined,
): number | undefined {
  const counts = completions.map(count).filter((one) => one !== undefined);
  return counts.length < completions.length ? undefined : counts.reduce((sum, one) => sum + one, 0);
}

function sumOfUsage(completions: readonly Completion[]): Usage {
  const fields = ['inputTokens', 'outputTokens', 'reasoningTokens', 'cachedInputTokens'] as const;
  const sums = fields.map((field) => [field, sumOf(completions, ({ usage }) => usage[field])] as const);
  return Object.fromEntries(sums.filter(([, sum]) => sum !== undefined));
}

/** Up to the first turn whose text is lost. */
async function recallTurns(logged: readonly LoggedTurn[], log: BlobReader): Promise<readonly KnownTurn[]> {
  const turns: KnownTurn[] = [];
  for (const { turn, feedback } of logged) {
    const exchange = await log.readBlob(turn.blob);
    if (exchange === undefined) break;
    const found = feedback === undefined ? undefined : await recallFeedback(feedback.blob, log);
    const known = { cached: turn.cached, examined: found !== undefined || turns.length + 1 < logged.length };
    turns.push({ ...turnExchangeSchema.parse(JSON.parse(exchange)), ...(found && { feedback: found }), ...known });
  }
  return turns;
}

async function recallFeedback(blob: string, log: BlobReader): Promise<Feedback | undefined> {
  const text = await log.readBlob(blob);
  return text === undefined ? undefined : feedbackSchema.parse(JSON.parse(text));
}
