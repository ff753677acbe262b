import type { MachineReport, TierReport } from './finding.ts';

/** The report for a terminal: a line for each finding, its remedy below it, the tiers, and what it comes to. */
export function formatFindings(report: MachineReport): string {
  const missing = report.findings.filter(({ ok, needed }) => needed && !ok).map(({ name }) => name);
  if (report.tier === 'none') missing.push('a sandbox');
  const end =
    missing.length === 0
      ? `Ready. Sandbox tier: ${report.tier}.`
      : `Not ready: ${missing.join(', ')}. Sandbox tier: ${report.tier}.`;
  const findings = report.findings.map(({ ok, needed, ...rest }) => ({ mark: ok ? '✓' : needed ? '✗' : '!', ...rest }));
  return `${[...table(findings), '', 'Sandbox tiers, in the order of choice:', ...table(report.tiers.map(row)), '', end].join('\n')}\n`;
}

interface Row {
  readonly mark: string;
  readonly name: string;
  readonly detail: string;
  readonly remedy?: string;
  readonly notes?: readonly string[];
}

function row(tier: TierReport): Row {
  const { name, detail, deviations } = tier;
  if (tier.works) return { mark: '✓', name, detail, notes: deviations };
  return { mark: '!', name, detail, ...(tier.remedy !== undefined && { remedy: tier.remedy }) };
}

function table(rows: readonly Row[]): string[] {
  const width = Math.max(...rows.map(({ name }) => name.length));
  const below = (sign: string, text: string) => `${' '.repeat(width + 4)}${sign} ${text}`;
  return rows.flatMap(({ mark, name, detail, remedy, notes = [] }) => [
    `${mark} ${name.padEnd(width)}  ${detail}`,
    ...notes.map((note) => below('-', note)),
    ...(remedy === undefined ? [] : [below('→', remedy)]),
  ]);
}
