import { useEffect, useState } from 'preact/hooks';
import { narrowScopes } from '../../../src/report/narrow-scopes.ts';
import { classifyRows, codeRows, fullRows } from '../../../src/report/select-rows.ts';
import type { Filter } from '../data/filter.ts';
import type { Run } from '../data/run.ts';
import { useRun } from '../navigation.ts';
import { AnalyserTable } from './analyser-table.tsx';
import { ClassifyTable } from './classify-table.tsx';
import { CodeTable } from './code-table.tsx';
import { ConfusionMatrix } from './confusion-matrix.tsx';
import { CostTable } from './cost-table.tsx';
import { Gains } from './gains.tsx';
import { GainsTable } from './gains-table.tsx';
import { HeatMap } from './heat-map.tsx';
import { chosenEstimand, IntervalChoice } from './interval-choice.tsx';
import { KnewItTable } from './knew-it-table.tsx';
import { Overruled } from './overruled.tsx';
import { Notes, PageHead } from './page-head.tsx';
import { Scatter } from './scatter.tsx';

const modes = ['generate', 'repair'] as const;

/** Runs whose summary has been on the screen: coming back, all of it is there at once, so that one's place is found again. */
const painted = new WeakSet<Run>();

/** `options` are what the reader chose on this page: orders of tables, what a chart compares. */
export function SummaryPage({ options }: { readonly options: Filter }) {
  const { run } = useRun();
  const { overall } = run.document;
  const charts = useAfterPaint(run);
  const code = codeRows(overall);
  const full = fullRows(code);
  return (
    <>
      <PageHead />
      <Notes />
      <IntervalChoice rows={overall} options={options} />
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
      {charts && (
        <>
          <Scatter rows={full} estimand={chosenEstimand(options)} />
          <HeatMap options={options} />
          <GainsTable />
          <Gains options={options} />
          <ConfusionMatrix options={options} />
          <KnewItTable />
          <AnalyserTable />
          <CostTable options={options} />
        </>
      )}
    </>
  );
}

/** False until the headline and the tables, which stand first, have been painted: effects run after that. */
function useAfterPaint(run: Run): boolean {
  const [after, setAfter] = useState(painted.has(run));
  useEffect(() => {
    painted.add(run);
    setAfter(true);
  }, [run]);
  return after;
}
