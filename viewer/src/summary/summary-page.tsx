import { narrowScopes } from '../../../src/report/narrow-scopes.ts';
import { classifyRows, codeRows, fullRows } from '../../../src/report/select-rows.ts';
import type { Filter } from '../data/filter.ts';
import { useRun } from '../navigation.ts';
import { AnalyserTable } from './analyser-table.tsx';
import { ClassifyTable } from './classify-table.tsx';
import { CodeTable } from './code-table.tsx';
import { ConfusionMatrix } from './confusion-matrix.tsx';
import { CostTable } from './cost-table.tsx';
import { Gains } from './gains.tsx';
import { GainsTable } from './gains-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { KnewItTable } from './knew-it-table.tsx';
import { Overruled } from './overruled.tsx';
import { Notes, PageHead } from './page-head.tsx';
import { Scatter } from './scatter.tsx';

const modes = ['generate', 'repair'] as const;

/** `options` are what the reader chose on this page: orders of tables, what a chart compares. */
export function SummaryPage({ options }: { readonly options: Filter }) {
  const { overall } = useRun().run.document;
  const code = codeRows(overall);
  const full = fullRows(code);
  return (
    <>
      <PageHead />
      <Notes />
      {modes.map((mode) => (
        <CodeTable key={mode} mode={mode} rows={full.filter((row) => row.mode === mode)} options={options} />
      ))}
      {narrowScopes.map((narrow) =>
        modes.map((mode) => (
          <CodeTable
            key={`${narrow.scope} ${mode}`}
            mode={mode}
            narrow={narrow}
            rows={code.filter((row) => row.mode === mode && row.scope === narrow.scope)}
            options={options}
          />
        )),
      )}
      <Overruled />
      <ClassifyTable rows={classifyRows(overall)} options={options} />
      <Scatter rows={full} />
      <HeatMap options={options} />
      <GainsTable />
      <Gains options={options} />
      <ConfusionMatrix options={options} />
      <KnewItTable />
      <AnalyserTable />
      <CostTable options={options} />
    </>
  );
}
