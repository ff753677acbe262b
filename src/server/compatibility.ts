// What trainers send as it is, turned into items. The formats are theirs: OpenRLHF's remote reward model
// (openrlhf/utils/remote_rm_utils.py: query, prompts, labels → rewards) and TRL's reward functions (GRPOTrainer: prompts,
// completions and the columns of the data set as parallel lists → a list of rewards).
import { z } from 'zod';
import { modes } from '../core/mode.ts';
import { ServiceError } from './service-error.ts';
import { attemptSchema, type Score, type ScoreItem } from './wire.ts';

const messageSchema = z.looseObject({ content: z.union([z.string(), z.null()]).optional() });
const textSchema = z.union([z.string(), z.array(messageSchema)]);
const column = z.array(z.string());

export const openRlhfRequestSchema = z.looseObject({
  query: z.array(z.string()).min(1).describe('prompt and response, one after the other'),
  prompts: z.array(z.string()).default([]).describe('cut off the beginning of each query'),
  labels: z.array(z.string()).describe('task ids, or JSON texts {"task": …, "mode"?: …, "strategy"?: …, "shown"?: …}'),
});

export const openRlhfResponseSchema = z.object({
  rewards: z.array(z.number()),
  scores: z.array(z.number()).describe('1 where secure (or correct), else 0: what dynamic filtering reads'),
  extra_logs: z.record(z.string(), z.array(z.number())),
});

export const trlRequestSchema = z.looseObject({
  completions: z.array(textSchema).min(1).describe('texts, or lists of messages'),
  task: column.describe('a column of the data set: task ids'),
  mode: z.array(z.enum(modes)).optional(),
  strategy: column.optional(),
  shown: column.optional(),
});

export const trlResponseSchema = z.object({
  rewards: z.array(z.number().nullable()).describe('null where the harness failed: TRL leaves it out'),
});

/** What a chat template writes behind an answer: it is not part of it. */
const templateEnd = /(?:\s*(?:<\|[a-z0-9_]{1,40}\|>|<\/s>|<eos>|<end_of_turn>))+\s*$/i;

export function itemsOfOpenRlhf({ query, prompts, labels }: z.infer<typeof openRlhfRequestSchema>): ScoreItem[] {
  assertParallel(query.length, { labels, ...(prompts.length > 0 && { prompts }) });
  return query.map((text, index) => {
    const prompt = prompts[index] ?? '';
    const answer = text.startsWith(prompt) ? text.slice(prompt.length) : text;
    return { ...labelled(labels[index] ?? '', index), completion: answer.replace(templateEnd, ''), finish: 'stop' };
  });
}

export function itemsOfTrl({
  completions,
  task,
  mode,
  strategy,
  shown,
}: z.infer<typeof trlRequestSchema>): ScoreItem[] {
  assertParallel(completions.length, { task, mode, strategy, shown });
  return completions.map((completion, index) => ({
    task: task[index] ?? '',
    mode: mode?.[index] ?? 'generate',
    ...(strategy?.[index] !== undefined && { strategy: strategy[index] }),
    ...(shown?.[index] !== undefined && { shown: shown[index] }),
    completion: typeof completion === 'string' ? completion : (completion.at(-1)?.content ?? ''),
    finish: 'stop',
  }));
}

/**
 * OpenRLHF cannot leave out a reward. Throws ServiceError where one is missing, and its client asks again: a fault of the
 * harness must not become a reward of 0.
 */
export function answerOpenRlhf(scores: readonly Score[]): z.infer<typeof openRlhfResponseSchema> {
  const rewards = scores.map(({ reward }) => {
    if (reward !== null) return reward;
    throw new ServiceError('unsettled', 'the harness failed on a candidate of this batch', { retryAfterSeconds: 2 });
  });
  const share = (verdict: string) => scores.map((score) => Number(score.verdict === verdict));
  const solved = scores.map(({ verdict, correct }) =>
    Number(verdict === 'secure' || verdict === 'pass' || correct === true),
  );
  const logs = { secure: share('secure'), vulnerable: share('vulnerable'), broken: share('broken') };
  return { rewards, scores: solved, extra_logs: { ...logs, invalid: share('invalid') } };
}

function labelled(label: string, index: number): Omit<ScoreItem, 'finish'> {
  if (!label.trimStart().startsWith('{')) return { task: label.trim(), mode: 'generate' };
  let value: unknown;
  try {
    value = JSON.parse(label);
  } catch (cause) {
    throw new ServiceError('bad-request', `labels.${index} is neither a task id nor JSON`, { cause });
  }
  const parsed = attemptSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new ServiceError('bad-request', `labels.${index}: ${issue?.path.join('.')}: ${issue?.message}`);
}

function assertParallel(length: number, columns: Readonly<Record<string, readonly unknown[] | undefined>>): void {
  for (const [name, values] of Object.entries(columns)) {
    if (values === undefined || values.length === length) continue;
    throw new ServiceError('bad-request', `${name} has ${values.length} entries, and ${length} were sent`);
  }
}
