import pc from 'picocolors';
import { UserMistake } from '../../core/errors.ts';
import { exitCodes } from '../../core/exit-codes.ts';
import type { Suite } from '../../core/task.ts';
import type { TierName } from '../../core/tier.ts';
import { parseQueueUrl } from '../../distributed/connection.ts';
import { openLobby } from '../../distributed/lobby.ts';
import type { Announcement } from '../../distributed/messages.ts';
import { refuseUnlikeRuns } from '../../distributed/refuse-unlike-runs.ts';
import { startWorker } from '../../distributed/start-worker.ts';
import type { Terms } from '../../distributed/terms.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { watchInterruption } from '../interruption.ts';
import { openModels } from '../open-models.ts';
import type { StudyFlags } from '../study-flags.ts';
import { chosenVary, numberFlag } from '../study-options.ts';
import { tellError } from '../tell-error.ts';
import { readVersion } from '../version.ts';

export interface WorkerFlags extends StudyFlags {
  readonly judge: boolean;
  readonly lostAfter: string;
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly workers?: string;
}

/** Works for runs until it is told to stop; then it ends what it has. A second signal leaves that to other workers. */
export async function work(flags: WorkerFlags): Promise<void> {
  // 1. What this machine has to offer.
  if (flags.queue === undefined) throw new UserMistake('worker needs --queue', { hint: 'or set SECEVAL_QUEUE' });
  const connection = parseQueueUrl(flags.queue, process.env);
  const lostAfterMs = (numberFlag('--lost-after', flags.lostAfter, { least: 0.5, most: 3600 }) ?? 30) * 1000;
  const concurrency = numberFlag('--concurrency', flags.concurrency, { least: 1, whole: true }) ?? 8;
  const specs = [...new Set(flags.model ?? [])];
  if (!flags.judge && specs.length === 0) {
    throw new UserMistake('this worker has nothing to do', { hint: 'leave out --no-judge, or name a --model' });
  }
  const suite = await openSuite(flags.suite, chosenVary(flags));
  const offered = await openModels({ ...flags, runs: 'runs' }, {}, suite);
  const lobby = await openLobby(connection);
  const interruption = watchInterruption(() => process.stderr.write('\nstopping: what is under way is finished\n'));
  const judging = flags.judge ? await openJudging(flags, suite) : undefined;
  try {
    // 2. Is it wanted, as it is?
    if (judging !== undefined) await refuseUnlikeRuns(lobby, judging.announced.terms);

    // 3. Work until somebody says stop.
    const fatal = new AbortController();
    let done = 0;
    const worker = startWorker({
      connection,
      lostAfterMs,
      ...(judging && {
        judging: { ...judging.announced, tasks: suite.tasks, judge: judging.opened.judge },
      }),
      ...(specs.length > 0 && {
        completing: {
          seceval: readVersion(),
          specs,
          concurrency,
          open: async (spec, decoding) => {
            const { models } = await openModels(
              { ...flags, runs: 'runs', model: [spec], cache: false },
              decoding,
              suite,
            );
            const [model] = models;
            if (model === undefined) throw new UserMistake(`there is no model ${spec}`);
            return model;
          },
        },
      }),
      onDone: () => {
        done += 1;
      },
      onTrouble: (message) =>
        process.stderr.write(`seceval: Redis at ${connection.host}: ${message} (tried again until it answers)\n`),
      onFatal: (error) => {
        process.exitCode = tellError(error);
        fatal.abort();
      },
    });
    await lobby.announce('worker', {
      ...(judging && { judge: judging.announced }),
      ...(specs.length > 0 && {
        completes: {
          seceval: readVersion(),
          models: offered.models.map(({ id, identity }) => ({ spec: id, identity: { ...identity } })),
        },
      }),
    });
    tellStart(flags.queue, judging?.announced, specs);
    await aborted(AbortSignal.any([interruption.signal, fatal.signal]));
    interruption.force.addEventListener('abort', () => void worker.close(true), { once: true });
    // What a worker that cannot go on still has goes to others.
    await worker.close(fatal.signal.aborted);
    process.stdout.write(`${done} pieces of work done\n`);
    if (interruption.force.aborted) process.exitCode = exitCodes.interrupted;
  } finally {
    interruption.release();
    await lobby.close();
    await offered.close();
    await judging?.opened.judge.close();
  }
}

async function openJudging(flags: WorkerFlags, suite: Suite) {
  const workers = numberFlag('--workers', flags.workers, { least: 1, most: 256, whole: true });
  const environment = await openEnvironment(suite, flags.environment);
  const opened = await openJudge(suite, environment, {
    environment: flags.environment,
    ...(flags.tier !== undefined && { tier: flags.tier }),
    ...(workers !== undefined && { workers }),
  });
  const described = opened.judge.describe();
  const unable = suite.tasks.flatMap((task) => {
    const reason = opened.whyNot(task);
    return reason === undefined ? [] : [{ task: task.definition.id, reason }];
  });
  const terms: Terms = {
    seceval: readVersion(),
    suite: { name: suite.name, fingerprint: suite.fingerprint },
    environment: environment.fingerprint,
    tier: described.tier,
    unable: unable.map(({ task }) => task).sort(),
  };
  const { limits, deviations, speed } = described;
  const description = { ...described, limits: { ...limits }, deviations: [...deviations], speed };
  const announced = { terms, slots: opened.workers, environment, unable, description };
  return { opened, announced };
}

function tellStart(queue: string, judge: Announcement['judge'], specs: readonly string[]): void {
  const parts = [
    ...(judge === undefined
      ? []
      : [`judges ${judge.terms.suite.name} in ${judge.slots} sandboxes (${judge.terms.tier})`]),
    ...specs.map((spec) => `asks ${spec}`),
  ];
  process.stdout.write(`${parts.join(', ')} for runs at ${queue} ${pc.dim('(Ctrl-C ends it)')}\n`);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
