import type { Analyser, Analysis } from '../../core/analyser.ts';
import { tooLarge } from '../limits.ts';
import { banditCwes } from '../rules/bandit-rules.ts';
import { RuffThread } from './ruff-thread.ts';
import { unsilence } from './unsilence.ts';

export interface RuffOptions {
  /** For one code; a check takes milliseconds, so only what hangs ruff meets it. */
  readonly timeoutMs?: number;
}

// The memory of WebAssembly never shrinks.
const checksOfAThread = 2000;

/** Ruff's security rules (flake8-bandit), embedded: nothing has to be installed. */
export async function createRuff({ timeoutMs = 20_000 }: RuffOptions = {}): Promise<Analyser> {
  const startMs = 60_000;
  let thread = await RuffThread.start(startMs);
  let checks = 0;
  let turn: Promise<unknown> = Promise.resolve();

  async function renew(): Promise<void> {
    await thread.stop();
    thread = await RuffThread.start(startMs);
    checks = 0;
  }

  async function analyseOne(code: string): Promise<Analysis> {
    const large = tooLarge(code);
    if (large !== undefined) return { state: 'failed', reason: large };
    if (checks >= checksOfAThread) await renew();
    checks += 1;
    const checked = await thread.check(unsilence(code), timeoutMs);
    if ('fault' in checked) {
      // The next code gets a new thread: this one may be damaged.
      checks = checksOfAThread;
      return { state: 'failed', reason: `ruff gave up: ${checked.fault}` };
    }
    const mistake = checked.diagnostics.find(({ rule }) => rule === null || rule === 'invalid-syntax');
    if (mistake !== undefined)
      return { state: 'failed', reason: `no Python, line ${mistake.line}: ${mistake.message}` };
    const findings = checked.diagnostics.map(({ rule, message, line }) => {
      return { rule: rule ?? '', cwes: [...banditCwes(rule ?? '')], line: Math.max(1, line), message };
    });
    return { state: 'done', findings: findings.sort((a, b) => a.line - b.line || a.rule.localeCompare(b.rule)) };
  }

  return {
    name: 'ruff',
    version: thread.version,
    // Callers take turns: a thread answers one question at a time.
    analyse(codes, signal) {
      const work = turn.then(async () => {
        const analyses: Analysis[] = [];
        for (const code of codes) {
          signal?.throwIfAborted();
          analyses.push(await analyseOne(code));
        }
        return analyses;
      });
      turn = work.catch(() => undefined);
      return work;
    },
    async close() {
      await turn;
      await thread.stop();
    },
  };
}
