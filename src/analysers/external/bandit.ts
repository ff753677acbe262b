import { basename } from 'node:path';
import { z } from 'zod';
import { cweIdSchema } from '../../core/cwe.ts';
import { banditCwes } from '../rules/bandit-rules.ts';
import { collectFindings } from './collect-findings.ts';
import type { ExternalTool, Scan, ScanFolders } from './external-analyser.ts';
import { runTool } from './run-tool.ts';
import { lastLine, parseJson, readToolVersion } from './tool-output.ts';

const outputSchema = z.object({
  errors: z.array(z.object({ filename: z.string(), reason: z.string() })),
  results: z.array(
    z.object({
      filename: z.string(),
      test_id: z.string(),
      line_number: z.number().int(),
      issue_text: z.string(),
      issue_cwe: z.object({ id: z.number().int() }).optional(),
    }),
  ),
});

/** bandit, all severities: `--ignore-nosec`, for code must not silence it. */
export async function createBandit(program: string): Promise<ExternalTool> {
  const version = await readToolVersion(program);
  return { name: 'bandit', version, scan: (folders, signal) => scan(program, folders, signal) };
}

async function scan(program: string, { candidates, scratch }: ScanFolders, signal?: AbortSignal): Promise<Scan> {
  const args = ['-q', '-r', '-f', 'json', '--ignore-nosec', candidates];
  const outcome = await runTool({
    program,
    args,
    folder: scratch,
    limits: { timeoutMs: 120_000, memoryMib: 2048 },
    signal,
  });
  if (!outcome.ended) return { worked: false, reason: outcome.reason };
  const output = parseBanditOutput(outcome.stdout);
  // 1 is "there are findings".
  if (output !== undefined && outcome.exitCode <= 1) return output;
  return { worked: false, reason: lastLine(outcome.stderr) };
}

/** What `-f json` prints; undefined when it is something else. */
export function parseBanditOutput(text: string): Scan | undefined {
  const output = outputSchema.safeParse(parseJson(text));
  if (!output.success) return undefined;
  const findings = output.data.results.map(({ filename, test_id: rule, line_number: line, issue_text, issue_cwe }) => {
    const known = banditCwes(rule);
    const own = cweIdSchema.safeParse(`CWE-${issue_cwe?.id}`);
    return {
      file: filename,
      rule,
      cwes: known.length > 0 || !own.success ? known : [own.data],
      line,
      message: issue_text,
    };
  });
  return {
    worked: true,
    findings: collectFindings(findings),
    unread: new Map(output.data.errors.map(({ filename, reason }) => [basename(filename), reason])),
  };
}
