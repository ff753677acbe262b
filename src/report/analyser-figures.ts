// What static analysers said, put beside what the tests found.
import type { Analysis, AnalysisRecord } from '../core/analyser.ts';
import { sameLineage } from '../core/cwe-hierarchy.ts';
import { analyserMetrics, type Witnessed, witnessTable } from '../metrics/analyser-metrics.ts';
import type {
  AnalyserFigures,
  AnalyserReport,
  AnalyserRule,
  AttemptAnalysis,
  WitnessFigures,
} from './analyser-report.ts';
import type { AttemptReport, JudgedReport, ReportDocument, TaskFacts } from './report-document.ts';

type Facts = (task: string) => TaskFacts;

/** One candidate as one analyser saw it. */
interface Seen {
  readonly attempt: JudgedReport;
  readonly facts: TaskFacts;
  readonly said: AttemptAnalysis;
}

/** The attempts with what each analyser said of them, and the figures of each analyser. */
export async function addAnalyses(
  attempts: readonly AttemptReport[],
  records: AsyncIterable<AnalysisRecord> | Iterable<AnalysisRecord>,
  facts: Facts,
): Promise<Pick<ReportDocument, 'attempts' | 'analysers'>> {
  const tools = await latestByTool(records);
  if (tools.size === 0) return { attempts, analysers: [] };
  const names = [...tools.keys()].sort();
  const told = attempts.map((attempt): AttemptReport => {
    if (attempt.kind !== 'judged' || attempt.code === undefined) return attempt;
    const { code } = attempt;
    const analyses = names.flatMap((tool) => {
      const analysis = tools.get(tool)?.analyses.get(code);
      return analysis === undefined ? [] : [sayOf(tool, analysis, facts(attempt.key.task))];
    });
    return analyses.length === 0 ? attempt : { ...attempt, analyses };
  });
  const analysers = names.map((tool) => {
    const seen = told.flatMap((attempt): Seen[] => {
      const said = attempt.kind === 'judged' ? attempt.analyses?.find((one) => one.tool === tool) : undefined;
      if (attempt.kind !== 'judged' || said === undefined) return [];
      return [{ attempt, facts: facts(attempt.key.task), said }];
    });
    return reportAnalyser(tool, tools.get(tool)?.version ?? '', seen);
  });
  return { attempts: told, analysers };
}

interface ToolAnalyses {
  /** The version that spoke last. */
  readonly version: string;
  readonly analyses: ReadonlyMap<string, Analysis>;
}

/** Of each tool what its latest version said: findings of two versions must not be mixed. */
async function latestByTool(
  records: AsyncIterable<AnalysisRecord> | Iterable<AnalysisRecord>,
): Promise<ReadonlyMap<string, ToolAnalyses>> {
  const tools = new Map<string, { version: string; analyses: Map<string, Analysis> }>();
  for await (const { tool, version, code, analysis } of records) {
    let entry = tools.get(tool);
    if (entry?.version !== version) {
      entry = { version, analyses: new Map() };
      tools.set(tool, entry);
    }
    entry.analyses.set(code, analysis);
  }
  return tools;
}

function sayOf(tool: string, analysis: Analysis, { cwe, labels = [] }: TaskFacts): AttemptAnalysis {
  if (analysis.state === 'failed') return { tool, says: 'failed', findings: [], reason: analysis.reason };
  const known = [...new Set([cwe, ...labels])];
  const findings = analysis.findings.map((finding) => {
    return { ...finding, matches: finding.cwes.some((named) => known.some((one) => sameLineage(one, named))) };
  });
  const matched = findings.some(({ matches }) => matches);
  return { tool, says: matched ? 'weakness' : findings.length > 0 ? 'other' : 'nothing', findings };
}

function reportAnalyser(tool: string, version: string, seen: readonly Seen[]): AnalyserReport {
  const strong = seen.filter(({ facts }) => facts.fit === 'strong');
  return {
    tool,
    version,
    overall: countFigures(
      seen.filter(({ facts }) => facts.fit === 'strong'),
      true,
    ),
    outsideHeadline: countFigures(
      seen.filter(({ facts }) => facts.fit === 'weak'),
      true,
    ),
    perModel: by(strong, ({ attempt }) => attempt.key.model).map(([model, own]) => ({
      model,
      ...countFigures(own, true),
    })),
    perCwe: by(seen, ({ facts }) => facts.cwe).map(([cwe, own]) => ({ cwe, ...countFigures(own, false) })),
    rules: countRules(seen),
  };
}

function by(seen: readonly Seen[], key: (one: Seen) => string): [string, Seen[]][] {
  const names = [...new Set(seen.map(key))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return names.map((name) => [name, seen.filter((one) => key(one) === name)]);
}

/** One for each text of a task: the same code twice is one observation, for a tool says the same of it twice. */
function distinctCodes(seen: readonly Seen[]): Seen[] {
  const first = new Map<string, Seen>();
  for (const one of seen) {
    const name = JSON.stringify([one.attempt.key.task, one.attempt.code]);
    const before = first.get(name);
    // Of two judgements of one text the one that decides is taken.
    if (before === undefined || (truthOf(before.attempt) === undefined && truthOf(one.attempt) !== undefined)) {
      first.set(name, one);
    }
  }
  return [...first.values()];
}

/** Whether the tests found the candidate vulnerable; undefined where they do not say, or do not tell security from function. */
function truthOf({ verdict, exploited, scope = 'full' }: JudgedReport): boolean | undefined {
  if (scope !== 'full') return undefined;
  if (exploited) return true;
  return verdict === 'secure' ? false : undefined;
}

function countFigures(all: readonly Seen[], infer: boolean): AnalyserFigures {
  const seen = distinctCodes(all);
  const decided = seen.filter(({ attempt }) => truthOf(attempt) !== undefined);
  const figures = (flagged: (said: AttemptAnalysis) => boolean): WitnessFigures => {
    const witnessed = decided.map(({ attempt, facts, said }): Witnessed => {
      const { task } = attempt.key;
      const { family, cwe, severity } = facts;
      return { task, family, cwe, severity, vulnerable: truthOf(attempt) === true, flagged: flagged(said) };
    });
    return { table: witnessTable(witnessed), metrics: analyserMetrics(witnessed, infer) };
  };
  return {
    candidates: seen.length,
    undecided: seen.length - decided.length,
    failed: seen.filter(({ said }) => said.says === 'failed').length,
    matched: figures(({ says }) => says === 'weakness'),
    any: figures(({ says }) => says === 'weakness' || says === 'other'),
  };
}

function countRules(seen: readonly Seen[]): AnalyserRule[] {
  const rules = new Map<string, { rule: string; cwes: readonly string[]; counts: [number, number, number] }>();
  for (const { attempt, said } of distinctCodes(seen)) {
    const truth = truthOf(attempt);
    for (const rule of new Set(said.findings.map((finding) => finding.rule))) {
      const cwes = said.findings.find((finding) => finding.rule === rule)?.cwes ?? [];
      const entry = rules.get(rule) ?? { rule, cwes, counts: [0, 0, 0] };
      entry.counts[truth === undefined ? 2 : truth ? 0 : 1] += 1;
      rules.set(rule, entry);
    }
  }
  return [...rules.values()]
    .map(({ rule, cwes, counts: [vulnerable, secure, undecided] }) => ({ rule, cwes, vulnerable, secure, undecided }))
    .sort((a, b) => b.vulnerable + b.secure - (a.vulnerable + a.secure) || a.rule.localeCompare(b.rule, 'en'));
}
