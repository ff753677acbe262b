import pc from 'picocolors';
import { openSuite } from '../../open-suite.ts';
import { listSuite } from '../../suite/list-suite.ts';
import { findTask } from '../../suite/select-tasks.ts';

interface SuiteFlags {
  readonly suite: string;
  readonly json?: boolean;
}

export async function list(flags: SuiteFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const entries = listSuite(suite);
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(entries, null, 2)}\n`);
    return;
  }
  const width = Math.max(...entries.map(({ id }) => id.length));
  for (const { id, title, severity } of entries) {
    process.stdout.write(`${id.padEnd(width)}  ${severity.padEnd(8)}  ${pc.dim(title)}\n`);
  }
  process.stdout.write(
    `${entries.length} tasks, suite ${suite.name} ${suite.version} (${suite.fingerprint.slice(0, 12)})\n`,
  );
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
