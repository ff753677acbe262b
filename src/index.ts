// The public API of the package. The command line is built on the same functions.
export { startBusyLoops } from './busy-loops.ts';
export type { Analyser, Analysis } from './core/analyser.ts';
export type { AttemptKey } from './core/attempt.ts';
export { compareJudgements, type Difference } from './core/compare-judgements.ts';
export type { Completion, Usage } from './core/completion.ts';
export type { BuiltEnvironment } from './core/environment.ts';
export {
  EnvironmentFault,
  HarnessFault,
  Interrupted,
  ModelRequestError,
  SecevalError,
  UserMistake,
} from './core/errors.ts';
export type { Exploit, Feedback, ToolFinding } from './core/feedback.ts';
export type { Judge, Submission } from './core/judge.ts';
export type { Mode } from './core/mode.ts';
export type { Decoding, Model, Prompt } from './core/model.ts';
export type { RunProgress } from './core/progress.ts';
export type { Manifest, RunEvent, Study } from './core/run.ts';
export type { Material, Materials, Strategy, TaskView, Turn } from './core/strategy.ts';
export type { Suite, Task, Variant } from './core/task.ts';
export type { Judgement, TestResult, Verdict } from './core/verdict.ts';
export { type Evaluated, type EvaluateOptions, evaluate } from './evaluate.ts';
export { createModel } from './models/create-model.ts';
export type { ModelOptions } from './models/model-options.ts';
export { type OpenJudge, openEnvironment, openJudge } from './open-judge.ts';
export { openSuite } from './open-suite.ts';
export { checkOwnStrategy, defineStrategy, type OwnStrategy } from './own-strategy.ts';
export { buildReport, type ReportRequest } from './report/build-report.ts';
export type { ReportDocument } from './report/report-document.ts';
export { type ScoreOptions, type ScoreResult, scoreRecords } from './score.ts';
export { readScoreRecords, type ScoreRecord } from './score-records.ts';
export { readEvents } from './store/read-events.ts';
export { fencedBlock } from './strategies/fenced-block.ts';
export { createStrategyBook, type StrategyBook } from './strategies/registry.ts';
export { type EvidenceKind, evidenceKinds, kindsOf, spreadOverKinds } from './suite/evidence-kinds.ts';
