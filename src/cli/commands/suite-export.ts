import { renderAttempt } from '../../attempt-parts.ts';
import { UserMistake } from '../../core/errors.ts';
import type { Judge } from '../../core/judge.ts';
import type { Task } from '../../core/task.ts';
import { createExaminer } from '../../examine-code.ts';
import { type ExportFormat, exportSuite } from '../../interop/export-suite.ts';
import { type EnvironmentChoice, openEnvironment } from '../../open-judge.ts';
import { openSuite } from '../../open-suite.ts';
import { describeEnvironment } from '../../sandbox/environment/describe-environment.ts';
import { selectTasks } from '../../suite/select-tasks.ts';
import { loadStrategies } from '../load-strategies.ts';

export interface ExportFlags {
  readonly suite: string;
  readonly to: string;
  readonly environment: EnvironmentChoice;
  readonly references?: boolean;
  readonly json?: boolean;
}

export async function exportData(format: ExportFormat, patterns: readonly string[], flags: ExportFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const tasks = selectTasks(suite, patterns);
  const environment = describeEnvironment(await openEnvironment(suite, flags.environment, tasks), suite.environment);
  const { book } = await loadStrategies(undefined);
  const examiner = createExaminer({ judge: nobody, seed: suite.seed, analysers: [] });
  const prompts = new Map<Task, string>();
  for (const task of tasks) {
    const attempt = { task: task.definition.id, mode: 'generate' as const, strategy: 'direct' };
    const rendered = await renderAttempt({ suite, environment, strategies: book, examiner }, task, attempt);
    prompts.set(task, [rendered.system, rendered.user].filter((text) => text !== undefined).join('\n\n'));
  }
  const promptOf = (task: Task) => prompts.get(task) ?? task.problem;
  const withReferences = flags.references === true;
  const report = await exportSuite(format, flags.to, { suite, tasks, promptOf, withReferences });
  const words = `${report.tasks} tasks in ${flags.to}: ${report.files.join(', ')}\n`;
  process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : words);
}

/** generate/direct shows a model nothing that was run. */
const nobody: Pick<Judge, 'judge'> = {
  judge: () => Promise.reject(new UserMistake('an export judges nothing')),
};
