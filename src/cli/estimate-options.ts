import { join } from 'node:path';
import { EnvironmentFault } from '../core/errors.ts';
import type { Model } from '../core/model.ts';
import type { Suite } from '../core/task.ts';
import { type AskedModel, estimateStudy, type StudyEstimate } from '../estimate-study.ts';
import { loadPrices } from '../models/load-prices.ts';
import { parseModelSpec } from '../models/model-spec.ts';
import { builtinPrices } from '../models/prices.ts';
import { readRecordedAnswers } from '../models/read-recorded-answers.ts';
import { listPrice } from '../models/with-price.ts';
import { type EnvironmentChoice, openEnvironment } from '../open-judge.ts';
import { describeEnvironment } from '../sandbox/environment/describe-environment.ts';
import type { OpenStudy } from './open-study.ts';
import type { StudyFlags } from './study-flags.ts';
import { chosenDecoding, numberFlag } from './study-options.ts';

export interface EstimateFlags extends StudyFlags {
  readonly environment: EnvironmentChoice;
  readonly answerTokens?: string;
  readonly secondsPerAnswer?: string;
}

/** From question to answer where nothing is said, seconds. */
const usualSeconds = 20;

/** Models by name only: planning needs no key and no server. */
export function namedModels(flags: Pick<StudyFlags, 'model'>): Model[] {
  return [...new Set(flags.model ?? [])].map((id) => {
    const { kind, name } = parseModelSpec(id);
    return {
      id,
      decoding: {},
      identity: { provider: kind, model: name },
      cacheable: kind !== 'replay' && kind !== 'reference',
      complete: async () => {
        throw new Error('a model that was only named is not asked');
      },
    };
  });
}

/** What the study of these flags will take. */
export async function estimateOf(
  flags: EstimateFlags,
  { suite, models, opened }: { readonly suite: Suite; readonly models: readonly Model[]; readonly opened: OpenStudy },
): Promise<StudyEstimate> {
  const prices = flags.prices === undefined ? builtinPrices : await loadPrices(flags.prices);
  const asked = models.map((model): AskedModel => {
    // A model in this process is asked, takes its time, and costs nothing.
    const inProcess = parseModelSpec(model.id).kind === 'local';
    const price = inProcess ? { input: 0, output: 0 } : listPrice(model, prices);
    return { id: model.id, price, free: !model.cacheable && !inProcess };
  });
  const estimate = await estimateStudy({
    suite,
    ...opened,
    models: asked,
    environment: await environmentText(suite, flags.environment),
    recorded: await recordedLengths(suite),
    answerTokens: numberFlag('--answer-tokens', flags.answerTokens, { least: 1, whole: true }),
    maxOutputTokens: chosenDecoding(flags).maxOutputTokens,
    concurrency: numberFlag('--concurrency', flags.concurrency, { least: 1, whole: true }) ?? 8,
    requestsPerMinute: numberFlag('--requests-per-minute', flags.requestsPerMinute, { least: 1 }),
    secondsPerAnswer: numberFlag('--seconds-per-answer', flags.secondsPerAnswer, { least: 0.001 }) ?? usualSeconds,
  });
  return { ...estimate, assumptions: [...estimate.assumptions, `prices of ${prices.asOf}`] };
}

async function environmentText(suite: Suite, choice: EnvironmentChoice): Promise<string> {
  try {
    return describeEnvironment(await openEnvironment(suite, choice), suite.environment);
  } catch (error) {
    // Not built yet: its text is a line for each library, much like their names.
    if (error instanceof EnvironmentFault) return Object.keys(suite.environment.libraries).join(' 1.2.3\n');
    throw error;
  }
}

/** Mean length of the suite's own recorded answers in characters, by `mode/strategy` and by mode; empty where it has none. */
async function recordedLengths({ folder }: Suite): Promise<Map<string, number>> {
  const answers = await readRecordedAnswers(join(folder, 'recorded/answers.jsonl')).catch(() => undefined);
  const lengths = new Map<string, { sum: number; count: number }>();
  for (const { key, answer } of answers?.values() ?? []) {
    for (const name of [key.mode, `${key.mode}/${key.strategy}`]) {
      const known = lengths.get(name) ?? { sum: 0, count: 0 };
      lengths.set(name, { sum: known.sum + answer.completion.length, count: known.count + 1 });
    }
  }
  return new Map([...lengths].map(([name, { sum, count }]) => [name, sum / count]));
}
