import type { MachineReport } from './finding.ts';

/** The report for a terminal: a line for each finding, its remedy below it, and what it comes to. */
export function formatFindings(report: MachineReport): string {
  const width = Math.max(...report.findings.map(({ name }) => name.length));
  const lines = report.findings.flatMap(({ name, ok, needed, detail, remedy }) => {
    const mark = ok ? '✓' : needed ? '✗' : '!';
    const line = `${mark} ${name.padEnd(width)}  ${detail}`;
    return remedy === undefined ? [line] : [line, `${' '.repeat(width + 4)}→ ${remedy}`];
  });
  const missing = report.findings.filter(({ ok, needed }) => needed && !ok);
  const end =
    missing.length === 0
      ? `Ready. Sandbox tier: ${report.tier}.`
      : `Not ready: ${missing.map(({ name }) => name).join(', ')}. Sandbox tier: ${report.tier}.`;
  return `${[...lines, '', end].join('\n')}\n`;
}
