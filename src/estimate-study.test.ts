import { describe, expect, it } from 'vitest';
import type { Suite } from './core/task.ts';
import { type EstimateRequest, estimateStudy } from './estimate-study.ts';
import { exampleTask } from './strategies/testing/example-task.ts';

const suite: Suite = {
  name: 'example',
  version: '1',
  folder: '/suite',
  seed: 1,
  fingerprint: 'f',
  environment: { debian: 'bookworm', packages: ['python3'], libraries: {}, warm: [] },
  tasks: [exampleTask('one', 'a'), exampleTask('two', 'b')],
};

const price = { input: 1, output: 10 };
const request: EstimateRequest = {
  suite,
  study: {
    models: ['openai:m', 'replay:file'],
    strategies: [{ mode: 'generate', strategy: 'direct' }],
    tasks: suite.tasks.map(({ definition }) => definition.id),
    samples: 3,
  },
  needs: { templates: new Map() },
  models: [
    { id: 'openai:m', price, free: false },
    { id: 'replay:file', price: undefined, free: true },
  ],
  environment: 'flask 2.2.2',
  recorded: new Map(),
  answerTokens: 1000,
  concurrency: 2,
  secondsPerAnswer: 10,
};

describe('estimateStudy', () => {
  it('counts requests, tokens and money of what is asked, and nothing of what is not', async () => {
    const { attempts, models, costUsd, unpriced } = await estimateStudy(request);
    expect(attempts).toBe(12);
    const [asked, replayed] = models;
    expect(asked).toMatchObject({ requests: 6, outputTokens: 6000 });
    expect(asked?.inputTokens).toBeGreaterThan(6 * 50);
    expect(asked?.costUsd).toBeCloseTo(((asked?.inputTokens ?? 0) * 1 + 6000 * 10) / 1e6, 12);
    expect(replayed).toEqual({
      model: 'replay:file',
      requests: 0,
      inputTokens: 0,
      outputTokens: 0,
      costUsd: 0,
      hours: 0,
    });
    expect([costUsd, unpriced]).toEqual([asked?.costUsd, []]);
  });

  it('counts every turn of a conversation, each with all that was said before', async () => {
    const study = { ...request.study, strategies: [{ mode: 'generate' as const, strategy: 'self-review' }] };
    const [single, talk] = await Promise.all([estimateStudy(request), estimateStudy({ ...request, study })]);
    const turns = (talk.models[0]?.requests ?? 0) / 6;
    expect(turns).toBeGreaterThanOrEqual(2);
    expect(talk.models[0]?.outputTokens).toBe(6000 * turns);
    expect(talk.models[0]?.inputTokens).toBeGreaterThan((single.models[0]?.inputTokens ?? 0) * turns + 6000);
  });

  it('takes as long as the slower of latency and rate limit', async () => {
    const hours = async (change: Partial<EstimateRequest>) => (await estimateStudy({ ...request, ...change })).hours;
    expect(await hours({})).toBeCloseTo((6 * 10) / 2 / 3600, 9);
    expect(await hours({ requestsPerMinute: 1 })).toBeCloseTo(6 / 60, 9);
  });

  it('says what is not known: a price, or the length of an answer', async () => {
    const models = [{ id: 'openai:m', price: undefined, free: false }];
    const { costUsd, unpriced } = await estimateStudy({ ...request, models });
    expect([costUsd, unpriced]).toEqual([0, ['openai:m']]);
    const { answerTokens: _, ...unsaid } = request;
    const outputs = async (recorded: ReadonlyMap<string, number>, maxOutputTokens?: number) =>
      (await estimateStudy({ ...unsaid, recorded, maxOutputTokens })).models[0]?.outputTokens;
    expect(
      await outputs(
        new Map([
          ['generate', 7000],
          ['generate/direct', 700],
        ]),
      ),
    ).toBe(6 * 200);
    expect(await outputs(new Map([['generate', 7000]]), 100)).toBe(6 * 100);
    const { assumptions } = await estimateStudy({ ...unsaid, recorded: new Map() });
    expect(assumptions.join(' ')).toContain('generate 1200');
  });
});
