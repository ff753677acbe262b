import type { AuditReport } from './audit-suite.ts';
import { auditChecks, auditMeanings } from './finding.ts';

/** A line for each task that something was found of, and its reasons below it. */
export function auditTable({ audited }: AuditReport): string[] {
  return audited.flatMap(({ task, record, findings }) => {
    if (findings.length === 0) return [];
    const name = record === undefined ? task : `${task} (${record})`;
    return [name, ...findings.map(({ check, detail }) => `    ${check}: ${oneLine(detail)}`), ''];
  });
}

/** Markdown: how many tasks have each finding, and which records; nothing of their text. */
export function summaryTable({ audited, counts }: AuditReport): string[] {
  const rows = auditChecks
    .filter((check) => counts[check] > 0)
    .map((check) => {
      const records = audited.filter(({ findings }) => findings.some((finding) => finding.check === check));
      return `| ${check} | ${counts[check]} | ${auditMeanings[check]} | ${listRecords(records)} |`;
    });
  return ['| finding | tasks | means | records |', '|---|---|---|---|', ...rows];
}

/** All of a few; of a kind that most have, none says more than their number. */
const mostListed = 80;

function listRecords(records: readonly { readonly task: string; readonly record?: string }[]): string {
  if (records.length > mostListed) return '(`--json` lists them)';
  return records.map(({ task, record }) => record ?? task).join(', ');
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 240 ? `${line.slice(0, 240)}…` : line;
}
