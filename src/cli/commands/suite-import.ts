import pc from 'picocolors';
import { UserMistake } from '../../core/errors.ts';
import { type ImportFormat, type ImportReport, importSuite } from '../../interop/import-suite.ts';
import { tellMalformed } from '../../interop/read-records.ts';
import { openSuite } from '../../open-suite.ts';
import { plural } from '../../report/show-metric.ts';
import { plainText } from '../plain-text.ts';

export interface ImportFlags {
  readonly to: string;
  readonly name?: string;
  readonly skipMalformed?: boolean;
  readonly replace?: boolean;
  readonly json?: boolean;
}

export async function importData(format: ImportFormat, path: string, flags: ImportFlags): Promise<void> {
  if (flags.name !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(flags.name)) {
    throw new UserMistake(`--name ${flags.name} is no name of a suite`, { hint: 'for instance my-tasks-2' });
  }
  const report = await importSuite({
    format,
    path,
    to: flags.to,
    name: flags.name,
    base: (await openSuite('core')).environment,
    skipMalformed: flags.skipMalformed === true,
    replace: flags.replace === true,
  });
  process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : inWords(report, flags.to));
}

function inWords(report: ImportReport, to: string): string {
  const oracles = Object.entries(report.oracles).map(([oracle, tasks]) => `${tasks} ${oracle}`);
  const lines = [
    `${plural(report.tasks, 'task')} (${oracles.join(', ')}), ${plural(report.families, 'family', 'families')}: suite ${report.name} ${report.version} in ${to}`,
    ...report.notes.map((note) => `${pc.yellow('!')} ${plainText(note)}`),
  ];
  if (report.malformed.length > 0) {
    lines.push(`${pc.yellow('!')} ${plural(report.malformed.length, 'malformed record')} left out`);
    for (const one of report.malformed.slice(0, 5)) lines.push(`    ${plainText(tellMalformed(one))}`);
    if (report.malformed.length > 5) lines.push(`    and ${report.malformed.length - 5} more: --json lists them all`);
  }
  if (report.addedPackages.length > 0) {
    lines.push(`${pc.yellow('!')} its environment has ${report.addedPackages.join(', ')} beside the core suite's:`);
    lines.push(`    build it once: seceval env build --suite ${to}`);
  }
  const audit = Object.keys(report.oracles).some((oracle) => oracle === 'in-process');
  lines.push(
    pc.dim(audit ? `what its tests are worth: seceval suite audit ${to}` : `see: seceval suite list --suite ${to}`),
  );
  return `${lines.join('\n')}\n`;
}
