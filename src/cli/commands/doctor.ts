import { exitCodes } from '../../core/exit-codes.ts';
import { openSuite } from '../../open-suite.ts';
import { formatFindings } from '../../sandbox/doctor/format-findings.ts';
import { examineMachine } from '../../sandbox/doctor.ts';

interface DoctorFlags {
  readonly suite: string;
  readonly json?: boolean;
}

/** Exit code 3 when this machine cannot judge. */
export async function doctor(flags: DoctorFlags): Promise<void> {
  const suite = await openSuite(flags.suite);
  const report = await examineMachine(suite.environment);
  process.stdout.write(flags.json ? `${JSON.stringify(report, null, 2)}\n` : `${formatFindings(report)}\n`);
  if (report.tier === 'none') process.exitCode = exitCodes.environment;
}
