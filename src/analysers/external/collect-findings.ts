import { basename } from 'node:path';
import type { Finding } from '../../core/analyser.ts';
import type { CweId } from '../../core/cwe.ts';

export interface RawFinding {
  readonly file: string;
  readonly rule: string;
  readonly cwes: readonly CweId[];
  readonly line: number;
  readonly message: string;
}

const mostMessage = 500;
const mostFindings = 1000;

/** Findings by file name, in the order of their lines; a hostile candidate cannot make the list endless. */
export function collectFindings(raw: readonly RawFinding[]): ReadonlyMap<string, readonly Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const { file, rule, cwes, line, message } of raw) {
    const name = basename(file);
    const list = files.get(name) ?? [];
    if (list.length < mostFindings) {
      list.push({
        rule: rule.slice(0, 200),
        cwes: [...cwes],
        line: Math.max(1, line),
        message: message.slice(0, mostMessage),
      });
    }
    files.set(name, list);
  }
  for (const list of files.values()) list.sort((a, b) => a.line - b.line || a.rule.localeCompare(b.rule, 'en'));
  return files;
}
