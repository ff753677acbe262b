import type { Manifest } from '../../core/run.ts';

export const sampleModels = ['openai:gpt-5-mini', 'ollama:qwen2.5-coder:7b'] as const;

export const sampleStrategies: Manifest['study']['strategies'] = [
  { mode: 'generate', strategy: 'direct' },
  { mode: 'generate', strategy: 'aware' },
  { mode: 'generate', strategy: 'secure-reminder' },
  { mode: 'repair', strategy: 'explained' },
  { mode: 'classify', strategy: 'detect' },
  { mode: 'classify', strategy: 'identify' },
];

export function sampleManifest(tasks: readonly string[], samples: number): Manifest {
  return {
    format: 1,
    id: '2026-11-22-frosty-kite',
    createdAt: '2026-11-22T09:14:03.120Z',
    seceval: '0.1.0',
    arguments: ['run', '--model', sampleModels[0], '--model', sampleModels[1], '--samples', String(samples)],
    study: { models: [...sampleModels], strategies: sampleStrategies, tasks: [...tasks], samples },
    suite: { name: 'core', version: '0.1.0', folder: 'suites/core', fingerprint: '9f2c'.repeat(16), seed: 20231026 },
    models: sampleModels.map((id) => ({
      id,
      identity: { provider: id.split(':')[0] ?? '', model: id.slice(id.indexOf(':') + 1) },
      decoding: { maxOutputTokens: 4096 },
    })),
    templates: Object.fromEntries(
      sampleStrategies.map(({ mode, strategy }) => [`${mode}/${strategy}`, 'ab'.repeat(32)]),
    ),
    environment: {
      kind: 'image',
      fingerprint: '41d7'.repeat(16),
      debian: 'bookworm',
      python: '3.11.2',
      versions: { 'python3-flask': '2.2.2-3', 'python3-lxml': '4.9.2-1', 'python3-requests': '2.28.1' },
    },
    sandbox: {
      tier: 'bubblewrap',
      limits: { 'cpu-seconds': '2', 'memory-mib': '512', processes: '32' },
      deviations: ['no system-call notification: kernel refuses nested listeners'],
    },
    skipped: [{ task: 'CWE-367/rotate-log', reason: 'it requires system-call-notification' }],
    git: { commit: 'b5b7d0e', dirty: false },
    machine: { platform: 'linux', kernel: '6.1.0', architecture: 'x64', cpus: 2, node: 'v20.19.0' },
  };
}
