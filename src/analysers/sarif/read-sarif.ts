import type { Finding } from '../../core/analyser.ts';
import { UserMistake } from '../../core/errors.ts';
import { collectFindings, type RawFinding } from '../external/collect-findings.ts';
import { sarifCwes } from './sarif-cwes.ts';
import { type SarifLocation, type SarifResult, type SarifRule, type SarifRun, sarifSchema } from './sarif-schema.ts';

/** What one tool said, by the names of the files without their folders. */
export interface SarifAnalyses {
  readonly tool: string;
  readonly version: string;
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
  /** Files that the tool reports it could not read, with the reason. */
  readonly unread: ReadonlyMap<string, string>;
}

/** Reads a SARIF 2.1.0 log, one entry for each of its runs. `source` names it in messages. Throws `UserMistake`. */
export function readSarif(text: string, source: string): SarifAnalyses[] {
  const log = sarifSchema.safeParse(parse(text, source));
  if (!log.success) {
    const issue = log.error.issues[0];
    throw new UserMistake(
      `${source}: no SARIF 2.1.0: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not valid'}`,
      {
        hint: 'most tools have a flag for it: --sarif, --format sarif',
      },
    );
  }
  return log.data.runs.map(readRun);
}

function parse(text: string, source: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UserMistake(`${source} is not JSON`, {
      cause,
      hint: 'name a SARIF file, for instance of codeql or semgrep',
    });
  }
}

function readRun(run: SarifRun): SarifAnalyses {
  const { driver } = run.tool;
  const raw = (run.results ?? []).flatMap((result): RawFinding[] => {
    const file = fileOf(result.locations?.[0], run);
    if (file === undefined || !counts(result)) return [];
    const rule = ruleOf(result, run);
    const ruleId = result.ruleId ?? result.rule?.id ?? rule?.id ?? 'unnamed';
    return [
      {
        file,
        rule: ruleId,
        cwes: sarifCwes(ruleId, rule, result),
        line: result.locations?.[0]?.physicalLocation?.region?.startLine ?? 1,
        message: result.message.text ?? result.message.markdown ?? '',
      },
    ];
  });
  const unread = (run.invocations ?? []).flatMap(({ toolExecutionNotifications = [] }) =>
    toolExecutionNotifications.flatMap(({ level, message, locations }): [string, string][] => {
      const file = fileOf(locations?.[0], run);
      if (level !== 'error' || file === undefined) return [];
      return [[file, (message?.text ?? 'the tool reports an error').slice(0, 300)]];
    }),
  );
  return {
    tool: driver.name.toLowerCase().slice(0, 60),
    version: driver.semanticVersion ?? driver.version ?? 'unknown',
    findings: collectFindings(raw),
    unread: new Map(unread),
  };
}

/** What says that all is well is no finding. What code suppressed of itself still is one: a model wrote it. */
function counts({ kind, suppressions = [] }: SarifResult): boolean {
  if (kind !== undefined && !['fail', 'open', 'review'].includes(kind)) return false;
  return !suppressions.some((one) => one.kind === 'external' && (one.status ?? 'accepted') === 'accepted');
}

function ruleOf({ ruleId, ruleIndex, rule }: SarifResult, { tool }: SarifRun): SarifRule | undefined {
  const index = rule?.index ?? ruleIndex;
  const extension = rule?.toolComponent?.index;
  const component = extension === undefined ? tool.driver : tool.extensions?.[extension];
  const byIndex = index === undefined || index < 0 ? undefined : component?.rules?.[index];
  const id = ruleId ?? rule?.id;
  if (byIndex !== undefined && (id === undefined || byIndex.id === id || id.startsWith(`${byIndex.id}/`)))
    return byIndex;
  const rules = [tool.driver, ...(tool.extensions ?? [])].flatMap((one) => one.rules ?? []);
  return rules.find((one) => one.id === id);
}

function fileOf(location: SarifLocation | undefined, { artifacts }: SarifRun): string | undefined {
  const artifact = location?.physicalLocation?.artifactLocation;
  const uri = artifact?.uri ?? artifacts?.[artifact?.index ?? -1]?.location?.uri;
  return uri?.split(/[\\/]/).at(-1);
}
