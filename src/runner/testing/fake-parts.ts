import { setImmediate as turn } from 'node:timers/promises';
import { type AttemptKey, attemptId } from '../../core/attempt.ts';
import { sha256 } from '../../core/canonical.ts';
import type { Completion } from '../../core/completion.ts';
import type { Submission } from '../../core/judge.ts';
import type { CompletionRequest, Model } from '../../core/model.ts';
import type { Task } from '../../core/task.ts';
import { type Judgement, type Verdict, verdicts } from '../../core/verdict.ts';
import type { Conversation, Parts } from '../parts.ts';
import { fakeTask } from './fake-suite.ts';

export interface FakeParts extends Parts {
  /** The attempts asked for, in their order, as ids; later turns of a conversation with their number. */
  readonly asked: string[];
  readonly judgedCodes: string[];
}

export interface FakeOptions {
  readonly models?: readonly string[];
  readonly costUsd?: number | undefined;
  readonly cacheable?: boolean;
  readonly conversation?: (attempt: AttemptKey) => Conversation;
  /** Replaces the answer, or throws. */
  readonly answer?: (request: CompletionRequest) => Promise<Completion> | Completion;
  /** Replaces the judgement, or throws. */
  readonly judge?: (submission: Submission) => Promise<Judgement> | Judgement;
}

/** Parts that answer and judge at once or a few turns later, always the same for the same attempt. */
export function fakeParts(options: FakeOptions = {}): FakeParts {
  const asked: string[] = [];
  const judgedCodes: string[] = [];
  const task: Task = fakeTask('CWE-089/any');
  let clock = Date.UTC(2026, 0, 1);

  function model(id: string): Model {
    return {
      id,
      decoding: {},
      identity: { model: id },
      cacheable: options.cacheable ?? true,
      async complete(request) {
        asked.push(`${attemptId(request.attempt)}${request.turn ? ` turn ${request.turn}` : ''}`);
        await turns(attemptId(request.attempt));
        return options.answer === undefined
          ? answerOf(request.attempt, options.costUsd, request.turn)
          : options.answer(request);
      },
    };
  }

  return {
    asked,
    judgedCodes,
    models: new Map((options.models ?? ['alpha', 'beta']).map((id) => [id, model(id)])),
    judge: {
      async judge(submission) {
        judgedCodes.push(submission.code);
        await turns(submission.code);
        return options.judge === undefined ? judgementOf(submission.code) : options.judge(submission);
      },
    },
    conversation: (attempt) => options.conversation?.(attempt),
    render: (attempt) => ({ user: `prompt of ${attemptId(attempt)}` }),
    extract: (_, { text }) =>
      text.endsWith('0')
        ? { found: false, reason: 'no-code', detail: 'only prose' }
        : { found: true, code: `code of ${text}`, how: 'fence' },
    readAnswer: ({ shown }, { text }) => ({ answer: text, expected: ['yes'], correct: shown === 'secure' }),
    submission: (_, code) => ({ task, code, language: 'python', seed: 1 }),
    now: () => {
      clock += 10;
      return new Date(clock);
    },
  };
}

export function answerOf(attempt: AttemptKey, costUsd?: number, turn = 0): Completion {
  const text = sha256(`${attemptId(attempt)}${turn || ''}`)
    .replaceAll(/[^0-9]/g, '')
    .slice(0, 8);
  return { text, finish: 'stop', usage: {}, warnings: [], ...(costUsd === undefined ? {} : { costUsd }) };
}

export function judgementOf(code: string, verdict?: Verdict): Judgement {
  const settled = verdicts.filter((name) => name !== 'inconclusive');
  const chosen = verdict ?? settled[smallNumber(code) % settled.length] ?? 'secure';
  const zero = { cpuSeconds: 0, wallSeconds: 0 };
  return { verdict: chosen, tests: [], exploited: chosen === 'vulnerable', integrity: 'separate', ...zero };
}

async function turns(of: string): Promise<void> {
  for (let left = smallNumber(of) % 4; left > 0; left--) await turn();
}

function smallNumber(of: string): number {
  return Number.parseInt(sha256(of).slice(0, 4), 16);
}
