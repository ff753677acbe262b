// What may be found out about code while models are still being asked: by reading it, and by attacks that may be told.
import type { Analyser } from './core/analyser.ts';
import { canonicalJson, sha256 } from './core/canonical.ts';
import { HarnessFault, UserMistake } from './core/errors.ts';
import type { Exploit, ToolFinding } from './core/feedback.ts';
import type { Judge } from './core/judge.ts';
import type { Task } from './core/task.ts';
import type { Examiner } from './strategies/task-materials.ts';

export interface ExamineOptions {
  readonly judge: Pick<Judge, 'judge'>;
  readonly seed: number;
  readonly analysers: readonly Analyser[];
}

/** Each code is examined once, however often it is asked for. */
export function createExaminer({ judge, seed, analysers }: ExamineOptions): Examiner {
  const known = new Map<string, Promise<readonly Exploit[]>>();
  return {
    async findings(code) {
      if (analysers.length === 0) {
        throw new UserMistake('no static analyser is at hand', { hint: 'leave out the strategy analyser-feedback' });
      }
      return (await Promise.all(analysers.map((analyser) => analyseOne(analyser, code)))).flat();
    },
    exploits(task, code) {
      const key = sha256(canonicalJson([task.definition.id, code]));
      const found = known.get(key) ?? attack({ judge, seed, task, code });
      known.set(key, found);
      // A fault of the harness may be over by the next time.
      found.catch(() => known.delete(key));
      return found;
    },
  };
}

async function analyseOne(analyser: Analyser, code: string): Promise<ToolFinding[]> {
  const [analysis] = await analyser.analyse([code]);
  const tool = analyser.name;
  if (analysis?.state === 'done') return analysis.findings.map((finding) => ({ ...finding, tool }));
  const reason = analysis?.reason ?? 'no answer';
  return [{ tool, rule: 'unreadable', cwes: [], line: 1, message: `the module cannot be read: ${reason}` }];
}

interface Attacked {
  readonly judge: Pick<Judge, 'judge'>;
  readonly seed: number;
  readonly task: Task;
  readonly code: string;
}

async function attack({ judge, seed, task, code }: Attacked): Promise<readonly Exploit[]> {
  const { tests, verdict } = await judge.judge({ task, language: 'python', code, seed });
  const revealed = tests.filter((test) => test.kind === 'security' && test.reveal === true);
  if (verdict === 'inconclusive' || revealed.some(({ outcome }) => outcome === 'inconclusive')) {
    throw new HarnessFault('no-evidence', `${task.definition.id}: the attacks that may be told could not be made`);
  }
  return revealed.flatMap(({ name, outcome, evidence }) =>
    outcome === 'fail'
      ? [
          {
            test: name,
            message: evidence?.message ?? 'it succeeded',
            ...(evidence?.payload !== undefined && { payload: evidence.payload }),
          },
        ]
      : [],
  );
}
