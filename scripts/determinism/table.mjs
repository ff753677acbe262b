/** The result as a table for a terminal. */
export function renderTable({ conditions, differences, kinds, variants, tasks }) {
  const rows = [
    [
      'condition',
      'workers',
      'busy loops',
      'judgements',
      'differences',
      'inconclusive',
      'CPU, median',
      'CPU, most',
      'seconds',
    ],
    ...conditions.map((one) => [
      one.name,
      one.workers,
      one.load,
      one.judgements,
      one.differences,
      one.inconclusive,
      times(one.cpuRatio.median),
      times(one.cpuRatio.most),
      one.seconds.toFixed(0),
    ]),
  ].map((row) => row.map(String));
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const lines = rows.map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  );
  const total = conditions.reduce((sum, one) => sum + one.judgements, 0);
  const found = differences.length === 0 ? 'no difference' : `${differences.length} differences`;
  return [
    '',
    ...lines,
    '',
    `${total} judgements of ${variants} variants of ${tasks.length} tasks, ${Object.keys(kinds).length} kinds of evidence: ${found}`,
    'CPU: the CPU time of a judgement, as a multiple of the first judgement of the same variant',
  ].join('\n');
}

function times(ratio) {
  return ratio === null ? '-' : `${ratio.toFixed(2)}x`;
}
