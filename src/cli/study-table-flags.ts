import { UserMistake } from '../core/errors.ts';
import type { PublishedStudyName } from '../studies/published-tables.ts';

export interface StudyTableFlags {
  readonly layout?: 'codeseceval' | 'secucogen';
  readonly beside?: PublishedStudyName;
}

/** Whether a study's tables are asked for. Throws UserMistake with a flag that has nothing to say there. */
export function asksForStudyTables(flags: StudyTableFlags & object): boolean {
  if (flags.layout === undefined && flags.beside === undefined) return false;
  const asked = flags.layout === undefined ? '--beside' : '--layout';
  const silent = ['html', 'markdown', 'csv', 'csvRates', 'latex', 'junit', 'sarif', 'parquet', 'badge', 'candidates']
    .concat('failUnder', 'failIfWorse', 'severityWeights')
    .find((name) => name in flags && Reflect.get(flags, name) !== undefined);
  if (silent === undefined) return true;
  const flag = silent.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  throw new UserMistake(`${asked} prints tables only, without --${flag}`, { hint: 'make two reports' });
}
