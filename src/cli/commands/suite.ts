import pc from 'picocolors';
import { openSuite } from '../../open-suite.ts';
import { countBy, filterTasks, type TaskFacet } from '../../suite/filter-tasks.ts';
import { listTasks } from '../../suite/list-suite.ts';
import { reviewSheet } from '../../suite/review-sheet.ts';
import { findTask, selectTasks } from '../../suite/select-tasks.ts';
import type { TaskFilterFlags } from '../study-flags.ts';

interface SuiteFlags {
  readonly suite: string;
  readonly json?: boolean;
}

interface ListFlags extends SuiteFlags, TaskFilterFlags {
  readonly by?: TaskFacet;
}

export async function list(patterns: readonly string[], flags: ListFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const tasks = filterTasks(selectTasks(suite, patterns), flags, suite);
  if (flags.by !== undefined) {
    tellCounts(countBy(tasks, flags.by, suite), flags.json);
    return;
  }
  const entries = listTasks(tasks, suite);
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    return;
  }
  const width = Math.max(...entries.map(({ id }) => id.length));
  for (const { id, title, severity, fit } of entries) {
    const weak = fit === 'weak' ? ' (weak fit)' : '';
    process.stdout.write(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${pc.dim(`${title}${weak}`)}\n`);
  }
  process.stdout.write(
    `${entries.length} tasks, suite ${suite.name} ${suite.version} (${suite.fingerprint.slice(0, 12)})\n`,
  );
}

function tellCounts(counts: ReturnType<typeof countBy>, json: boolean | undefined): void {
  if (json) {
    process.stdout.write(`${JSON.stringify(counts, null, 2)}\n`);
    return;
  }
  const width = Math.max(...counts.map(({ value }) => value.length));
  for (const { value, tasks } of counts) process.stdout.write(`${value.padEnd(width)}  ${String(tasks).padStart(3)}\n`);
}

export async function review(reference: string, flags: SuiteFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  process.stdout.write(reviewSheet(findTask(suite, reference), suite));
}

export async function show(reference: string, flags: SuiteFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const task = findTask(suite, reference);
  const { definition } = task;
  if (flags.json) {
    const variants = task.variants.map(({ name, kind, code }) => ({ name, kind, code }));
    const { problem, aware, steps, explanation, folder } = task;
    process.stdout.write(
      `${JSON.stringify({ ...definition, folder, problem, aware, steps, explanation, variants }, null, 2)}\n`,
    );
    return;
  }
  const facts = [
    ['weakness', `${definition.cwe} (accepted: ${definition.labels.join(', ')})`],
    ['severity', `${definition.severity}, fit ${definition.fit}, family ${definition.family}`],
    ['entry points', definition['entry-points'].join(', ')],
    ['variants', task.variants.map((variant) => variant.name).join(', ')],
    ['folder', task.folder],
  ] as const;
  process.stdout.write(`${pc.bold(definition.id)}  ${definition.title}\n`);
  for (const [name, value] of facts) process.stdout.write(`  ${name.padEnd(13)} ${value}\n`);
  process.stdout.write(`\n${task.problem.trim()}\n`);
}
