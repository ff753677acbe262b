import { exitCodes } from '../../core/exit-codes.ts';
import { findRun } from '../../store/find-run.ts';
import { asksForStudyTables, type StudyTableFlags } from '../study-table-flags.ts';
import { type ReportFlags, tellRun } from '../tell-run.ts';

export async function report(reference: string, flags: ReportFlags & StudyTableFlags): Promise<void> {
  if (asksForStudyTables(flags)) return (await import('./study-tables.ts')).tellStudyTables(reference, flags);
  const passed = await tellRun(await findRun(flags.runs, reference), flags);
  if (!passed) process.exitCode = exitCodes.gateFailed;
}
