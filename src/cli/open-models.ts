import { join } from 'node:path';
import type { Decoding, Model } from '../core/model.ts';
import type { Suite } from '../core/task.ts';
import type { AgentOptions } from '../models/agent/agent-options.ts';
import { createModel } from '../models/create-model.ts';
import { loadPrices } from '../models/load-prices.ts';
import { parseModelSpec } from '../models/model-spec.ts';
import { builtinPrices } from '../models/prices.ts';
import { openRecorder, type Recorder } from '../models/recorder.ts';
import { hasPrice } from '../models/with-price.ts';
import { withRecording } from '../models/with-recording.ts';
import { withRequestPolicy } from '../models/with-request-policy.ts';
import { type EnvironmentChoice, openEnvironment } from '../open-judge.ts';
import { describeEnvironment } from '../sandbox/environment/describe-environment.ts';
import { environmentStore } from '../sandbox/environment/environment-store.ts';
import { openCompletionCache } from '../store/completion-cache.ts';
import { withCache } from '../store/with-cache.ts';
import { agentOptions, stampsOf } from './open-agent.ts';
import { openOwnCode } from './open-own-code.ts';
import type { StudyFlags } from './study-flags.ts';
import { numberFlag } from './study-options.ts';

export interface OpenModels {
  readonly models: readonly Model[];
  /** Paid models that no price is known for. */
  readonly unpriced: readonly string[];
  /** What of the agents' sandbox no figure shows. */
  readonly stamps: readonly string[];
  close(): Promise<void>;
}

type ModelFlags = StudyFlags & { readonly runs: string; readonly environment: EnvironmentChoice };

/** Each is a program with tools of its own, not a request. */
const agentsAtOnce = 2;

function isAgent({ identity }: Model): boolean {
  return identity['provider'] === 'agent';
}

/** Where agents work; undefined where none is asked. */
async function openAgents(
  flags: ModelFlags,
  suite: Suite,
): Promise<{ readonly options: AgentOptions; readonly stamps: readonly string[] } | undefined> {
  const specs = (flags.model ?? []).filter((spec) => parseModelSpec(spec).kind === 'agent');
  if (specs.length === 0) return undefined;
  const { codes } = await openOwnCode(flags, { suite, models: specs.map((id) => ({ id })) });
  const environment = describeEnvironment(await openEnvironment(suite, flags.environment), suite.environment);
  const options = agentOptions(flags, { suite, environment, runsFolder: flags.runs, own: codes });
  return { options, stamps: await stampsOf(options, suite) };
}

/** The models of a study with everything around them: limits, retries, prices, cache, recording. */
export async function openModels(
  flags: ModelFlags,
  decoding: Decoding,
  suite: Suite,
  elsewhere?: (spec: string, decoding: Decoding) => Promise<Model>,
): Promise<OpenModels> {
  const agent = await openAgents(flags, suite);
  const tasks = new Map(suite.tasks.map((task) => [task.definition.id, task]));
  const prices = flags.prices === undefined ? builtinPrices : await loadPrices(flags.prices);
  const maxConcurrent = numberFlag('--concurrency', flags.concurrency, { least: 1, whole: true }) ?? 8;
  const requestsPerMinute = numberFlag('--requests-per-minute', flags.requestsPerMinute, { least: 1 });
  const timeLimit = numberFlag('--request-timeout', flags.requestTimeout, { least: 1 }) ?? 600;
  const retries = numberFlag('--retries', flags.retries, { least: 0, most: 100, whole: true }) ?? 4;
  const created = await Promise.all(
    [...new Set(flags.model ?? [])].map((spec) =>
      elsewhere !== undefined && isAsked(spec)
        ? elsewhere(spec, decoding)
        : createModel(spec, {
            ...{ decoding, tasks, ...(agent && { agent: agent.options }) },
            ...(flags.baseUrl !== undefined && { baseUrl: flags.baseUrl }),
          }),
    ),
  );
  const paid = created.some((model) => model.cacheable);
  const cache =
    flags.cache === false || !paid ? undefined : await openCompletionCache(join(environmentStore(), 'completions'));
  const recorder: Recorder | undefined = flags.record === undefined ? undefined : await openRecorder(flags.record);
  const models = created.map((model) => {
    // Workers have limits and retries of their own.
    const polite =
      elsewhere !== undefined && isAsked(model.id)
        ? model
        : withRequestPolicy(model, {
            // An agent keeps its own time; it must be the first to strike.
            timeLimitMs: 1000 * (isAgent(model) ? (agent?.options.timeoutSeconds ?? 0) + 60 : timeLimit),
            rate: {
              maxConcurrent: isAgent(model) && flags.concurrency === undefined ? agentsAtOnce : maxConcurrent,
              ...(requestsPerMinute !== undefined && { requestsPerMinute }),
            },
            prices,
            retry: { attempts: retries + 1 },
          });
    const cached = cache === undefined ? polite : withCache(polite, cache);
    return recorder === undefined ? cached : withRecording(cached, recorder);
  });
  const counted = (model: Model) => isAgent(model) && agent?.options.costUsd !== undefined;
  const unpriced = created
    .filter((model) => model.cacheable && !hasPrice(model, prices) && !counted(model))
    .map(({ id }) => id);
  return { models, unpriced, stamps: agent?.stamps ?? [], close: async () => recorder?.close() };
}

/** What is read or runs where the run is needs no worker. */
function isAsked(spec: string): boolean {
  const { kind } = parseModelSpec(spec);
  return kind !== 'replay' && kind !== 'reference' && kind !== 'agent' && kind !== 'local';
}
