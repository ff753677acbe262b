import { entryLine } from '../entry-line.ts';
import type { JudgedReport } from '../report-document.ts';

/** Where a finding points. */
export interface FindingPlace {
  /** From 1. */
  readonly line: number;
  /** The entry point, where the code defines one, and its line. */
  readonly entry: ReturnType<typeof entryLine>;
  /** The analyser's rule that names the task's weakness at `line`: `ruff S608`. Undefined where none agrees. */
  readonly witness: string | undefined;
}

interface PlaceRequest {
  /** Undefined where it is lost: then no line of it can be named. */
  readonly code: string | undefined;
  readonly entryPoints: readonly string[];
  readonly cwe: string;
}

/**
 * At the line where an analyser finds the weakness that the attack proved, the same CWE before a relative; at the entry
 * point where none does. An analyser's line alone proves nothing: that the candidate is vulnerable, the attack says.
 */
export function placeFinding({ analyses = [] }: JudgedReport, { code, entryPoints, cwe }: PlaceRequest): FindingPlace {
  const entry = entryLine(code ?? '', entryPoints);
  const lines = code?.split('\n').length ?? 0;
  const agreeing = analyses
    .flatMap(({ tool, findings }) => findings.map((finding) => ({ ...finding, tool })))
    .filter(({ matches, line }) => matches && line <= lines);
  const chosen = agreeing.find(({ cwes }) => cwes.some((named) => named === cwe)) ?? agreeing[0];
  return { line: chosen?.line ?? entry.line, entry, witness: chosen && `${chosen.tool} ${chosen.rule}` };
}
