import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import pc from 'picocolors';
import { EnvironmentFault, UserMistake } from '../../core/errors.ts';
import type { Judge } from '../../core/judge.ts';
import type { Suite, Task } from '../../core/task.ts';
import type { TierName } from '../../core/tier.ts';
import type { Judgement, TestOutcome, Verdict } from '../../core/verdict.ts';
import { type EnvironmentChoice, openEnvironment, openJudge } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { findTask } from '../../suite/select-tasks.ts';
import { plainText } from '../plain-text.ts';

export interface TryFlags {
  readonly suite: string;
  readonly environment: EnvironmentChoice;
  readonly tier?: TierName;
  readonly watch?: boolean;
  readonly only?: string[];
  readonly json?: boolean;
}

const marks: Readonly<Record<TestOutcome, string>> = {
  pass: pc.green('✓'),
  fail: pc.red('✗'),
  error: pc.yellow('!'),
  inconclusive: pc.magenta('?'),
};
const colours: Readonly<Record<Verdict, (text: string) => string>> = {
  secure: pc.green,
  pass: pc.green,
  vulnerable: pc.red,
  fail: pc.red,
  broken: pc.yellow,
  invalid: pc.yellow,
  inconclusive: pc.magenta,
};

export async function tryCandidate(reference: string, file: string, flags: TryFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const task = findTask(suite, reference);
  const first = await readCandidate(file);
  const environment = await openEnvironment(suite, flags.environment, [task]);
  const { judge, whyNot } = await openJudge(suite, environment, {
    environment: flags.environment,
    workers: 1,
    ...(flags.tier !== undefined && { tier: flags.tier }),
  });
  try {
    const reason = whyNot(task);
    if (reason !== undefined) throw new EnvironmentFault(`${task.definition.id} cannot be judged here: ${reason}`);
    await judgeOnce(judge, { suite, task, code: first, flags });
    if (flags.watch && file !== '-') await judgeOnChange(file, judge, { suite, task, flags });
  } finally {
    await judge.close();
  }
}

interface Trial {
  readonly suite: Suite;
  readonly task: Task;
  readonly code: string;
  readonly flags: TryFlags;
}

async function judgeOnce(judge: Judge, { suite, task, code, flags }: Trial): Promise<void> {
  const judgement = await judge.judge({
    task,
    language: 'python',
    code,
    seed: suite.seed,
    ...(flags.only !== undefined && { only: flags.only }),
  });
  if (flags.only !== undefined && judgement.verdict === 'inconclusive' && judgement.tests.length === 0) {
    throw new UserMistake(`--only ${flags.only.join(', ')}: ${judgement.detail ?? 'no test was run'}`, {
      hint: 'without --only the names of all tests are printed',
    });
  }
  process.stdout.write(
    flags.json ? `${JSON.stringify(judgement)}\n` : inWords(task, judgement, flags.only !== undefined),
  );
}

async function judgeOnChange(file: string, judge: Judge, trial: Omit<Trial, 'code'>): Promise<void> {
  let last = await readCandidate(file);
  process.stderr.write(pc.dim(`watching ${file}: Ctrl-C ends\n`));
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  const watcher = watch(file, { signal: controller.signal });
  await new Promise<void>((resolve, reject) => {
    let under = Promise.resolve();
    watcher.on('change', () => {
      under = under.then(async () => {
        const code = await readCandidate(file).catch(() => last);
        if (code === last || code.trim() === '') return;
        last = code;
        await judgeOnce(judge, { ...trial, code });
      });
      under.catch(reject);
    });
    controller.signal.addEventListener('abort', () => resolve());
    watcher.on('error', (error) => (controller.signal.aborted ? resolve() : reject(error)));
  });
}

function inWords(task: Task, judgement: Judgement, onlySome: boolean): string {
  const lines = [`${task.definition.id}  ${pc.dim(task.definition.title)}`];
  for (const kind of ['functional', 'security', 'joint'] as const) {
    const tests = judgement.tests.filter((test) => test.kind === kind);
    if (tests.length > 0) lines.push(pc.bold(kind === 'joint' ? jointly(judgement) : kind));
    for (const test of tests) {
      const basis = test.basis === 'policy' ? pc.dim(' (policy)') : '';
      const refused = test.refused ? pc.dim(' refused by an exception') : '';
      lines.push(`  ${marks[test.outcome]} ${plainText(test.name)}${basis}${refused}`);
      if (test.outcome === 'pass' || test.evidence === undefined) continue;
      if (test.evidence.payload !== undefined) lines.push(`      payload: ${plainText(test.evidence.payload)}`);
      for (const line of plainText(test.evidence.message).split('\n')) lines.push(pc.dim(`      ${line}`));
    }
  }
  if (onlySome && judgement.tests.length > 0 && judgement.tests.every(({ outcome }) => outcome === 'pass')) {
    return [...lines, '', 'passed; other tests were not run, so this is no verdict', ''].join('\n');
  }
  const reason = judgement.reason === undefined ? '' : ` (${judgement.reason})`;
  const detail = judgement.detail === undefined ? '' : `: ${plainText(judgement.detail)}`;
  if (judgement.integrity === 'in-process') {
    lines.push(
      '',
      pc.dim('integrity in-process: the tests share the process of the candidate, which could forge this'),
    );
  }
  lines.push('', `${colours[judgement.verdict](pc.bold(judgement.verdict))}${reason}${detail}`, '');
  return lines.join('\n');
}

/** What tests say that are neither functional nor security tests. */
function jointly({ scope }: Judgement): string {
  if (scope === 'static') return 'static-only: what an analyser says of the text, of which nothing was run';
  return scope === 'function' ? 'function only' : 'function and security in one';
}

async function readCandidate(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new UserMistake(`cannot read ${file}`, { cause, hint: 'name the file that holds the candidate' });
  }
}
