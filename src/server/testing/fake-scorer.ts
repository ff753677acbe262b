import { vi } from 'vitest';
import { EnvironmentFault, UserMistake } from '../../core/errors.ts';
import type { Verdict } from '../../core/verdict.ts';
import { createApp } from '../app.ts';
import type { LogLine } from '../request-log.ts';
import { defaultRewards } from '../reward.ts';
import type { JudgeHow, Scored, Scorer } from '../scorer.ts';
import { Service, type ServiceOptions } from '../service.ts';

/** Code says what becomes of it: `secure`, `vulnerable` …; anything else waits until the test lets it go. */
export interface FakeScorer extends Scorer {
  readonly judged: (JudgeHow & { readonly code: string })[];
  /** Lets go of what was held first, as soon as there is something. */
  release(verdict: Verdict): Promise<void>;
}

const immediate: Readonly<Record<string, Verdict>> = {
  secure: 'secure',
  vulnerable: 'vulnerable',
  broken: 'broken',
  invalid: 'invalid',
  inconclusive: 'inconclusive',
};

export function fakeScorer(atOnce = 2): FakeScorer {
  const judged: (JudgeHow & { readonly code: string })[] = [];
  const held: ((verdict: Verdict) => void)[] = [];
  const scored = (verdict: Verdict): Scored => ({
    kind: 'code',
    verdict,
    exploited: verdict === 'vulnerable',
    detail: 'test_secret: SECRET CONDITION',
    tests: verdict === 'vulnerable' ? exploits : [],
  });
  return {
    judged,
    async release(verdict) {
      await vi.waitUntil(() => held.length > 0, { timeout: 10_000, interval: 1 });
      held.shift()?.(verdict);
    },
    atOnce,
    card: { name: 'fake', version: '1', fingerprint: 'f00d', environment: 'e', tier: 'none', tasks: [] },
    prepare({ task, mode, code, completion }) {
      if (task === 'elsewhere') throw new EnvironmentFault('it needs another machine');
      if (task !== 'known') throw new UserMistake(`there is no task ${task}`);
      const text = code ?? completion ?? '';
      return {
        task,
        mode,
        settled: text === 'prose' ? { ...scored('invalid') } : undefined,
        judge: async (how) => {
          judged.push({ ...how, code: text });
          const at = immediate[text];
          if (at !== undefined) return scored(at);
          return new Promise<Scored>((resolve, reject) => {
            held.push((verdict) => resolve(scored(verdict)));
            how.signal.addEventListener('abort', () => reject(new Error('stopped')));
          });
        },
      };
    },
    prompt: async (task, strategy) => ({ task, mode: 'generate', strategy, prompt: { user: 'write it' } }),
    warmUp: async () => undefined,
  };
}

const exploits = [
  { name: 'test_secret', kind: 'security', outcome: 'fail', evidence: { message: 'SECRET CONDITION', payload: 'P1' } },
  {
    name: 'test_open',
    kind: 'security',
    outcome: 'fail',
    reveal: true,
    evidence: { message: 'leaked', payload: 'P2' },
  },
  { name: 'test_fine', kind: 'functional', outcome: 'pass' },
] as const;

export interface Opened {
  readonly scorer: FakeScorer;
  readonly service: Service;
  readonly log: LogLine[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown, init?: RequestInit): Promise<Response>;
}

export function openApp(options: Partial<ServiceOptions> & { tokens?: string[]; atOnce?: number } = {}): Opened {
  const scorer = fakeScorer(options.atOnce);
  const log: LogLine[] = [];
  const service = new Service({
    scorer,
    rewards: defaultRewards,
    evidence: 'reveal',
    queueLimit: 4,
    deadlineSeconds: 10,
    version: '0',
    ...options,
  });
  const limits = { bodyBytes: 10_000, allBytes: 1_000_000, batchItems: 5 };
  const app = createApp({ service, tokens: options.tokens ?? [], ...limits, log: (line) => log.push(line) });
  return {
    scorer,
    service,
    log,
    get: async (path, headers = {}) => app.request(path, { headers }),
    post: async (path, body, init = {}) =>
      app.request(path, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        ...init,
        headers: { 'content-type': 'application/json', ...init.headers },
      }),
  };
}

/** What answers hold, as far as tests look at it. */
export interface Told {
  readonly verdict: string;
  readonly reward: number | null;
  readonly seed: number;
  readonly evidence: readonly object[];
  readonly rewards: readonly (number | null)[];
  readonly scores: readonly number[];
  readonly extra_logs: Readonly<Record<string, readonly number[]>>;
  readonly error: { readonly code: string; readonly message: string };
}

export async function read(response: Response | Promise<Response>): Promise<Told> {
  return JSON.parse(await (await response).text());
}
