import { exitCodes } from '../../core/exit-codes.ts';
import type { TierName } from '../../core/tier.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openScorer } from '../../open-scorer.ts';
import { openSuite } from '../../open-suite.ts';
import { assertGuarded, readTokens } from '../../server/guard.ts';
import { listen } from '../../server/listen.ts';
import type { LogLine } from '../../server/request-log.ts';
import { parseRewards } from '../../server/reward.ts';
import { type EvidenceLevel, Service } from '../../server/service.ts';
import { watchInterruption } from '../interruption.ts';
import { numberFlag } from '../study-options.ts';
import { readVersion } from '../version.ts';

export interface ServeFlags {
  readonly host: string;
  readonly port: string;
  readonly reward: string;
  readonly evidence: EvidenceLevel;
  readonly queueLimit: string;
  readonly maxBatch: string;
  readonly maxBody: string;
  readonly deadline: string;
  readonly drain: string;
  readonly log?: 'json' | 'none';
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly workers?: string;
}

/** Serves until SIGTERM or Ctrl-C, then answers what it has taken; a second signal gives that up. */
export async function serve(flags: ServeFlags): Promise<void> {
  // 1. Mistakes of the command line, before anything starts.
  const settings = readSettings(flags);
  assertGuarded(flags.host, settings.tokens);
  const suite = await openSuite(flags.suite);

  // 2. The judge, and the service in front of it.
  const environment = await openEnvironment(suite, flags.environment);
  const judge = await openJudge(suite, environment, {
    environment: flags.environment,
    ...(flags.tier !== undefined && { tier: flags.tier }),
    ...(settings.workers !== undefined && { workers: settings.workers }),
  });
  const log = flags.log === 'none' ? () => undefined : writeLine;
  const interruption = watchInterruption(() => log({ event: 'draining', signal: true }));
  try {
    const service = new Service({
      ...settings,
      scorer: openScorer({ suite, environment, judge }),
      version: readVersion(),
    });
    const server = await listen({ ...settings, service, log, host: flags.host });
    const { name, fingerprint, tier } = service.card;
    process.stdout.write(`serving ${name} at ${server.url} (${tier}, ${judge.workers} sandboxes)\n`);
    log({ event: 'started', url: server.url, suite: name, fingerprint, tier });
    const warming = service.warmUp().then(
      () => log({ event: 'ready' }),
      (error) => log({ event: 'not-ready', message: String(error) }),
    );

    // 3. Until somebody says stop.
    await aborted(interruption.signal);
    const patience = Promise.race([server.drain(settings.drainMs), aborted(interruption.force).then(() => false)]);
    const done = await patience;
    log({ event: 'stopped', answered: done });
    if (done) await warming;
    else process.exitCode = exitCodes.interrupted;
  } finally {
    interruption.release();
    await judge.judge.close();
  }
}

function readSettings(flags: ServeFlags) {
  const whole = (flag: string, text: string, least: number, most: number) =>
    numberFlag(flag, text, { least, most, whole: true }) ?? least;
  const bodyBytes = whole('--max-body', flags.maxBody, 1, 1024) * 1024 * 1024;
  return {
    port: whole('--port', flags.port, 0, 65_535),
    rewards: parseRewards(flags.reward),
    evidence: flags.evidence,
    queueLimit: whole('--queue-limit', flags.queueLimit, 1, 1_000_000),
    batchItems: whole('--max-batch', flags.maxBatch, 1, 100_000),
    bodyBytes,
    allBytes: 16 * bodyBytes,
    deadlineSeconds: numberFlag('--deadline', flags.deadline, { least: 0.001, most: 3600 }) ?? 120,
    drainMs: (numberFlag('--drain', flags.drain, { least: 0, most: 3600 }) ?? 30) * 1000,
    tokens: readTokens(process.env['SECEVAL_TOKEN']),
    workers: numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true }),
  };
}

function writeLine(line: LogLine): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
