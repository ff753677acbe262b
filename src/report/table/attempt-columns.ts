import { decidingTest } from '../failed-test.ts';
import type { AttemptReport, JudgedReport, ReportDocument, TaskFacts } from '../report-document.ts';
import type { Column } from './column.ts';

export interface AttemptRecord {
  readonly attempt: AttemptReport;
  readonly task: TaskFacts | undefined;
  readonly run: string;
}

/** An entry for each attempt, in the order of the report. */
export function attemptRecords({ attempts, perTask, manifest }: ReportDocument): AttemptRecord[] {
  const tasks = new Map(perTask.map((task) => [task.task, task]));
  return attempts.map((attempt) => ({ attempt, task: tasks.get(attempt.key.task), run: manifest.id }));
}

const judged = <Value>(read: (attempt: JudgedReport) => Value) => {
  return ({ attempt }: AttemptRecord): Value | undefined => (attempt.kind === 'judged' ? read(attempt) : undefined);
};
const classified = <Value>(read: (attempt: Extract<AttemptReport, { kind: 'classified' }>) => Value) => {
  return ({ attempt }: AttemptRecord): Value | undefined => (attempt.kind === 'classified' ? read(attempt) : undefined);
};

/** One line for each attempt: the key, the facts of its task, what came of it. Long texts are named by their hash. */
export const attemptColumns: readonly Column<AttemptRecord>[] = [
  { name: 'run', type: 'text', about: 'id of the run', value: ({ run }) => run },
  { name: 'attempt', type: 'text', about: 'its address in reports', value: ({ attempt }) => attempt.id },
  { name: 'task', type: 'text', about: 'id of the task', value: ({ attempt }) => attempt.key.task },
  { name: 'title', type: 'text', about: 'of the task', value: ({ task }) => task?.title },
  { name: 'cwe', type: 'text', about: 'the weakness', value: ({ task }) => task?.cwe },
  { name: 'family', type: 'text', about: 'tasks that are alike', value: ({ task }) => task?.family },
  { name: 'severity', type: 'text', about: 'low to critical', value: ({ task }) => task?.severity },
  { name: 'fit', type: 'text', about: 'weak: outside the headline', value: ({ task }) => task?.fit },
  { name: 'mode', type: 'text', about: 'generate, repair, classify', value: ({ attempt }) => attempt.key.mode },
  { name: 'strategy', type: 'text', about: 'how it was put', value: ({ attempt }) => attempt.key.strategy },
  { name: 'model', type: 'text', about: 'who answered', value: ({ attempt }) => attempt.key.model },
  { name: 'sample', type: 'number', about: 'counts from 0', value: ({ attempt }) => attempt.key.sample },
  { name: 'shown', type: 'text', about: 'repair, classify: the variant', value: ({ attempt }) => attempt.key.shown },
  { name: 'kind', type: 'text', about: 'judged, classified or open', value: ({ attempt }) => attempt.kind },
  { name: 'verdict', type: 'text', about: 'as judged', value: judged(({ verdict }) => verdict) },
  {
    name: 'scope',
    type: 'text',
    about: 'full, joint, function or static (nothing was run): verdicts of different scopes make no common rate',
    value: judged(({ scope }) => scope ?? 'full'),
  },
  { name: 'reason', type: 'text', about: 'of the verdict', value: judged(({ reason }) => reason) },
  {
    name: 'detail',
    type: 'text',
    about: 'the exception, the first exploit, the failed request',
    value: ({ attempt }) => (attempt.kind === 'classified' ? undefined : attempt.detail),
  },
  { name: 'exploited', type: 'boolean', about: 'an attack succeeded', value: judged(({ exploited }) => exploited) },
  { name: 'test', type: 'text', about: 'that decided against it', value: judged((one) => decidingTest(one)?.name) },
  { name: 'basis', type: 'text', about: 'universal or policy', value: judged((one) => decidingTest(one)?.basis) },
  {
    name: 'payload',
    type: 'text',
    about: 'of that test',
    value: judged((one) => decidingTest(one)?.evidence?.payload),
  },
  {
    name: 'evidence',
    type: 'text',
    about: 'what that test saw',
    value: judged((one) => decidingTest(one)?.evidence?.message),
  },
  {
    name: 'tests_passed',
    type: 'number',
    about: 'of both kinds',
    value: judged(({ tests }) => tests.filter(({ outcome }) => outcome === 'pass').length),
  },
  { name: 'tests', type: 'number', about: 'that ran', value: judged(({ tests }) => tests.length) },
  { name: 'cpu_seconds', type: 'number', about: 'of the candidate', value: judged(({ cpuSeconds }) => cpuSeconds) },
  { name: 'answer', type: 'text', about: 'classify', value: classified(({ answer }) => answer) },
  { name: 'expected', type: 'text', about: 'classify', value: classified(({ expected }) => expected.join(' ')) },
  { name: 'correct', type: 'boolean', about: 'classify', value: classified(({ correct }) => correct) },
  {
    name: 'failure',
    type: 'text',
    about: 'open: why',
    value: ({ attempt }) => (attempt.kind === 'open' ? attempt.failure : undefined),
  },
  { name: 'adjudicated', type: 'text', about: 'what a person said', value: judged((one) => one.adjudication?.verdict) },
  { name: 'adjudicated_by', type: 'text', about: 'who', value: judged((one) => one.adjudication?.by) },
  { name: 'adjudicated_for', type: 'text', about: 'why', value: judged((one) => one.adjudication?.reason) },
  { name: 'code_sha256', type: 'text', about: 'blob of the candidate', value: judged(({ code }) => code) },
  {
    name: 'exchange_sha256',
    type: 'text',
    about: 'blob of prompt and answer',
    value: ({ attempt }) => attempt.exchange,
  },
];
