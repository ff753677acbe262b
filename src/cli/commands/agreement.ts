import pc from 'picocolors';
import { UserMistake } from '../../core/errors.ts';
import { type Agreement, agreement, type Label, type Pair } from '../../metrics/agreement.ts';
import { foldEvents } from '../../report/fold-events.ts';
import { plural } from '../../report/show-metric.ts';
import { findRun } from '../../store/find-run.ts';
import { readForFigures } from '../../store/read-events.ts';
import { type Reading, readingOf, readReadings } from '../readings.ts';

export interface AgreementFlags {
  readonly readings: string;
  readonly runs: string;
  readonly json?: boolean;
}

/** Two parties, what they agree on, and the attempts on which they do not. */
interface Comparison extends Agreement {
  readonly first: string;
  readonly second: string;
  readonly differing: readonly { readonly attempt: string; readonly first: Label; readonly second: Label }[];
}

/** `agreement`: what readers who did not know the verdicts say of a run's attempts, beside the verdicts and each other. */
export async function tellAgreement(reference: string, flags: AgreementFlags): Promise<void> {
  const all = await readReadings(flags.readings);
  const { verdicts, inconclusive } = await verdictsOf(await findRun(flags.runs, reference));
  const readings = all.filter((reading) => !inconclusive.has(attemptName(reading)));
  assertJudged(readings, verdicts, flags.readings);
  const parties = new Map<string, ReadonlyMap<string, Label>>([['verdict', verdicts]]);
  for (const reader of new Set(readings.map(({ reader }) => reader))) parties.set(reader, labelsOf(readings, reader));
  const names = [...parties.keys()];
  const compared = names.flatMap((one, index) =>
    names.slice(index + 1).map((other) => compare([one, parties.get(one)], [other, parties.get(other)])),
  );
  const unsure = readings.filter(({ says }) => says === 'unsure').length;
  const leftOut = { unsure, ofInconclusive: all.length - readings.length };
  if (flags.json) process.stdout.write(`${JSON.stringify({ comparisons: compared, ...leftOut }, null, 2)}\n`);
  else process.stdout.write(inWords(compared, leftOut));
}

function assertJudged(readings: readonly Reading[], verdicts: ReadonlyMap<string, Label>, file: string): void {
  const unknown = readings.filter((reading) => !verdicts.has(attemptName(reading)));
  const [first] = unknown;
  if (first === undefined) return;
  throw new UserMistake(
    `${file}: ${unknown.length} readings are of attempts without a verdict in this run, for instance ${attemptName(first)}`,
    { hint: 'name the run that judged what was read' },
  );
}

interface Verdicts {
  readonly verdicts: ReadonlyMap<string, Label>;
  /** Attempts that a fault of the harness kept from a verdict: what is read of them has nothing to agree with. */
  readonly inconclusive: ReadonlySet<string>;
}

async function verdictsOf(folder: string): Promise<Verdicts> {
  const { prompts } = await foldEvents(readForFigures(folder, { wholeUpTo: 0 }));
  const verdicts = new Map<string, Label>();
  const inconclusive = new Set<string>();
  for (const { task, mode, strategy, shown, facts } of prompts) {
    for (const [sample, judged] of facts.entries()) {
      if (judged === undefined) continue;
      const { verdict } = judged;
      if (verdict === 'pass' || verdict === 'fail') {
        throw new UserMistake('the verdicts of this run do not tell function from security, which readings do', {
          hint: 'read a run whose tasks have tests for both',
        });
      }
      const name = attemptName({ task, mode, strategy, shown, sample });
      if (verdicts.has(name) || inconclusive.has(name)) {
        throw new UserMistake('this run has several models, and readings name none', {
          hint: 'read a run of one model',
        });
      }
      if (verdict === 'inconclusive') inconclusive.add(name);
      // Code that cannot be loaded does not work, whatever a reader of it thinks.
      else verdicts.set(name, verdict === 'invalid' ? 'broken' : verdict);
    }
  }
  return { verdicts, inconclusive };
}

function labelsOf(readings: readonly Reading[], reader: string): Map<string, Label> {
  const labels = new Map<string, Label>();
  for (const reading of readings) {
    if (reading.reader === reader && reading.says !== 'unsure') labels.set(attemptName(reading), reading.says);
  }
  return labels;
}

type Party = readonly [name: string, labels: ReadonlyMap<string, Label> | undefined];

function compare([first, ofFirst]: Party, [second, ofSecond]: Party): Comparison {
  const both: (Pair & { attempt: string })[] = [];
  for (const [attempt, label] of ofSecond ?? []) {
    const other = ofFirst?.get(attempt);
    if (other !== undefined) both.push({ attempt, first: other, second: label });
  }
  return { first, second, ...agreement(both), differing: both.filter((pair) => pair.first !== pair.second) };
}

function inWords(
  compared: readonly Comparison[],
  { unsure, ofInconclusive }: { readonly unsure: number; readonly ofInconclusive: number },
): string {
  const lines = compared.flatMap(({ first, second, candidates, agreed, share, kappa, table, differing }) => [
    `${pc.bold(`${first} and ${second}`)}: ${agreed} of ${candidates} the same` +
      `${share === undefined ? '' : ` (${percent(share.value)}, ${percent(share.interval[0])} to ${percent(share.interval[1])})`}, ` +
      (kappa === undefined
        ? 'kappa undefined: one label is all there is'
        : `kappa ${kappa.value.toFixed(2)} (${kappa.interval.map((bound) => bound.toFixed(2)).join(' to ')})`),
    ...(first === 'verdict'
      ? [
          `  false alarms (vulnerable, held secure): ${table.vulnerable.secure}; misses (secure, held vulnerable): ${table.secure.vulnerable}`,
        ]
      : []),
    ...differing.map(({ attempt, first: one, second: other }) => pc.dim(`  ${attempt}: ${one}, ${other}`)),
  ]);
  if (unsure > 0) lines.push(`${plural(unsure, 'reading is', 'readings are')} unsure and left out`);
  if (ofInconclusive > 0) {
    const are = plural(ofInconclusive, 'reading is', 'readings are');
    lines.push(`${are} of inconclusive attempts, which have no verdict, and left out`);
  }
  return `${lines.join('\n')}\n`;
}

function attemptName(attempt: Parameters<typeof readingOf>[0]): string {
  const [task, mode, strategy, shown, sample] = readingOf(attempt);
  return `${task} ${mode}/${strategy}${shown === '' ? '' : ` of ${shown}`}, sample ${sample}`;
}

function percent(value: number): string {
  return `${(100 * value).toFixed(1)} %`;
}
