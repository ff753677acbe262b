import { exitCodes } from '../../core/exit-codes.ts';
import { findRun } from '../../store/find-run.ts';
import { type ReportFlags, tellRun } from '../tell-run.ts';

export async function report(reference: string, flags: ReportFlags): Promise<void> {
  const passed = await tellRun(await findRun(flags.runs, reference), flags);
  if (!passed) process.exitCode = exitCodes.gateFailed;
}
