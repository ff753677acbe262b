import { ModelRequestError, type RequestFailure } from '../../core/errors.ts';
import { summarise } from '../4-summarise.ts';
import { type RunStudyOptions, runStudy } from '../run-study.ts';
import { type FakeOptions, fakeParts } from './fake-parts.ts';
import { codeAttempts } from './fake-suite.ts';
import { MemoryLog } from './memory-log.ts';

/** Runs twenty attempts, or the plan in `options`, on fake parts, and returns all there is to look at afterwards. */
export async function runFake(fake: FakeOptions, options: Partial<RunStudyOptions> = {}) {
  const log = new MemoryLog();
  const parts = fakeParts(fake);
  const outcome = await runStudy({ run: 'test', plan: codeAttempts(20), parts, log, ...options });
  return { outcome, parts, log, events: log.events(), state: await summarise(log.events()) };
}

export function failing(failure: RequestFailure) {
  return () => {
    throw new ModelRequestError('no answer', { failure, retryable: false });
  };
}

/** A bug: not one of our typed errors. */
export function surprise(): never {
  throw new TypeError('x is not a function');
}
