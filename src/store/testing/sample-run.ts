import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { RunEvent } from '../../core/run.ts';
import type { RunDescription } from '../run-folder.ts';

export const description: RunDescription = {
  seceval: '0.1.0',
  arguments: ['run'],
  study: { models: ['m'], strategies: [{ mode: 'generate', strategy: 'direct' }], tasks: ['CWE-089/a'], samples: 1 },
  suite: { name: 'core', version: '1', folder: '/suite', fingerprint: 'f', seed: 1 },
  models: [],
  templates: {},
  environment: { kind: 'image', fingerprint: 'e', debian: 'bookworm', python: '3.11', versions: {} },
  sandbox: { tier: 'bubblewrap', limits: {}, deviations: [] },
  skipped: [],
  machine: { platform: 'linux', kernel: '6', architecture: 'x64', cpus: 2, node: '20' },
};

export const noon = new Date('2026-11-22T12:00:00.345Z');

/** A failed request whose message is any text: the event in which text from outside stands in the log itself. */
export function failedRequest(sample: number, message = 'no answer'): RunEvent {
  const attempt = { task: 'CWE-089/a', mode: 'generate', strategy: 'direct', model: 'm', sample } as const;
  return { type: 'request-failed', at: noon.toISOString(), attempt, failure: 'transient', message };
}

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'seceval-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
