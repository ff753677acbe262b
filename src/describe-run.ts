import { arch, cpus, platform, release } from 'node:os';
import { canonicalJson, sha256 } from './core/canonical.ts';
import type { BuiltEnvironment } from './core/environment.ts';
import type { JudgeDescription } from './core/judge.ts';
import type { Model } from './core/model.ts';
import type { Manifest, Study } from './core/run.ts';
import type { Suite } from './core/task.ts';
import { packageFolder, packageVersion } from './package-folder.ts';
import { runProgram } from './sandbox/run-program.ts';
import type { RunDescription } from './store/run-folder.ts';
import type { StrategyBook } from './strategies/registry.ts';
import { bundledTemplate, followUpTemplate, laterTurns } from './strategies/template-file.ts';

export interface DescribeRunOptions {
  readonly arguments: readonly string[];
  readonly study: Study;
  readonly suite: Suite;
  readonly models: readonly Model[];
  /** Hashes, as the manifest has them. */
  readonly templates: Manifest['templates'];
  readonly environment: BuiltEnvironment;
  readonly judge: JudgeDescription;
  readonly skipped: Manifest['skipped'];
  readonly analysers?: Manifest['analysers'];
  readonly shown?: Manifest['shown'];
  readonly stamps?: readonly string[] | undefined;
}

/** All that a manifest tells but what the store adds: what was asked for, and what it ran on. */
export async function describeRun(options: DescribeRunOptions): Promise<RunDescription> {
  const { study, suite, environment, judge } = options;
  const git = await gitState();
  return {
    seceval: packageVersion,
    arguments: [...options.arguments],
    study,
    suite: {
      name: suite.name,
      version: suite.version,
      folder: suite.folder,
      fingerprint: suite.fingerprint,
      seed: suite.seed,
      ...(suite.vary !== undefined && { vary: suite.vary }),
    },
    models: options.models.map(({ id, identity, decoding }) => ({
      id,
      identity: { ...identity },
      decoding: Object.fromEntries(Object.entries(decoding).filter((entry) => entry[1] !== undefined)),
    })),
    ...(options.analysers?.length && { analysers: options.analysers }),
    ...(options.shown?.length && { shown: options.shown }),
    ...(options.stamps?.length && { stamps: [...options.stamps] }),
    templates: options.templates,
    environment: {
      kind: environment.kind,
      fingerprint: environment.fingerprint,
      debian: environment.debian,
      python: environment.python,
      versions: environment.versions,
    },
    sandbox: {
      tier: judge.tier,
      limits: { ...judge.limits },
      deviations: [...judge.deviations],
      ...(judge.speed && { speed: judge.speed }),
    },
    skipped: options.skipped,
    ...(git && { git }),
    machine: {
      platform: platform(),
      kernel: release(),
      architecture: arch(),
      cpus: cpus().length,
      node: process.version,
    },
  };
}

/** SHA-256 of each template in use, by `mode/strategy`; `templates` are those in place of a strategy's own. */
export function templateHashes(
  study: Study,
  { templates, strategies }: { templates: ReadonlyMap<string, string>; strategies: StrategyBook },
): Manifest['templates'] {
  return Object.fromEntries(
    study.strategies.flatMap(({ mode, strategy: wanted }) => {
      const name = `${mode}/${wanted}`;
      const strategy = strategies.find(mode, wanted);
      const later = templates.get(laterTurns(name)) ?? followUpTemplate(strategy);
      const first = templates.get(name) ?? bundledTemplate(strategy);
      const hash = (text: string) => sha256(canonicalJson(text));
      return [[name, hash(first)], ...(later === '' ? [] : [[laterTurns(name), hash(later)]])];
    }),
  );
}

/** Of seceval's own checkout; undefined where it was installed as a package. */
async function gitState(): Promise<Manifest['git']> {
  const commit = await runProgram('git', ['-C', packageFolder, 'rev-parse', 'HEAD']);
  if (!commit.ran || commit.exitCode !== 0) return undefined;
  const status = await runProgram('git', ['-C', packageFolder, 'status', '--porcelain']);
  return { commit: commit.stdout.trim(), dirty: !status.ran || status.stdout.trim() !== '' };
}
