import { expect, it } from 'vitest';
import type { AttemptAnalysis } from '../analyser-report.ts';
import type { JudgedReport } from '../report-document.ts';
import { placeFinding } from './place-finding.ts';

const request = { code: 'import os\n\ndef solve(db):\n    run(db)\n', entryPoints: ['solve'], cwe: 'CWE-89' };

function place(...findings: (readonly [line: number, cwe: 'CWE-89' | 'CWE-943' | 'CWE-20', matches: boolean])[]) {
  const told = findings.map(([line, cwe, matches]) => ({ rule: `S${line}`, cwes: [cwe], line, message: '', matches }));
  const analyses: AttemptAnalysis[] = [{ tool: 'ruff', says: 'weakness', findings: told }];
  return placeFinding({ analyses } as unknown as JudgedReport, request);
}

it('points at the entry point where no analyser names the weakness', () => {
  expect(placeFinding({} as JudgedReport, request)).toEqual({
    line: 3,
    entry: { line: 3, name: 'solve' },
    witness: undefined,
  });
  expect(place([4, 'CWE-20', false])).toMatchObject({ line: 3, witness: undefined });
});

it('points at the line of the same weakness before that of a relative, and never beyond the code', () => {
  expect(place([1, 'CWE-943', true])).toMatchObject({ line: 1, entry: { line: 3 }, witness: 'ruff S1' });
  expect(place([1, 'CWE-943', true], [4, 'CWE-89', true])).toMatchObject({ line: 4, witness: 'ruff S4' });
  expect(place([400, 'CWE-89', true])).toMatchObject({ line: 3, witness: undefined });
});
