import { expect, test } from 'vitest';
import type { AnalyserFigures, AnalyserReport } from '../analyser-report.ts';
import { analyserPage } from './analyser-page.ts';

const figures: AnalyserFigures = {
  candidates: 3,
  undecided: 0,
  failed: 0,
  matched: { table: { truePositives: 1, falseNegatives: 1, falsePositives: 0, trueNegatives: 1 }, metrics: {} },
  any: { table: { truePositives: 2, falseNegatives: 0, falsePositives: 1, trueNegatives: 0 }, metrics: {} },
};
const report = (tool: string): AnalyserReport => ({
  tool,
  version: '1.2',
  overall: figures,
  outsideHeadline: figures,
  perModel: [],
  perCwe: [{ cwe: 'CWE-89', ...figures }],
  rules: [{ rule: 'S|608', cwes: ['CWE-89'], vulnerable: 1, secure: 0, undecided: 0 }],
});

test('a table overall, by weakness and by rule; what a tool calls its rule is text', () => {
  const lines = analyserPage([report('ruff'), report('bandit')]).split('\n');
  expect(lines).toContain('| ruff 1.2 | of the weakness | 1 of 2 | 0 of 1 | – | – | – |');
  expect(lines.find((line) => line.startsWith('| CWE-89 '))).toMatch(
    /\| 1 of 2 \| 0 of 1 \| –, –, – \| 1 of 2 \| 0 of 1 \| –, –, – \|$/,
  );
  expect(lines).toContain('| ruff | S\\|608 | CWE-89 | 1 | 0 |');
});
