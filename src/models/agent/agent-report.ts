import { z } from 'zod';
import type { Completion } from '../../core/completion.ts';

const count = z.number().int().nonnegative().optional().catch(undefined);

/** What agents say of themselves when they are asked for JSON: Claude Code's result, Codex's last turn. */
const reportSchema = z.looseObject({
  total_cost_usd: z.number().nonnegative().optional().catch(undefined),
  model: z.string().optional().catch(undefined),
  usage: z
    .looseObject({ input_tokens: count, output_tokens: count, cached_input_tokens: count })
    .optional()
    .catch(undefined),
});

/** Cost and tokens from what an agent printed: of its lines of JSON the last that has either. Absent where it tells none. */
export function readAgentReport(stdout: string): Pick<Completion, 'usage' | 'costUsd' | 'servedBy'> {
  for (const line of stdout.trimEnd().split('\n').reverse()) {
    const report = reportSchema.safeParse(parse(line)).data;
    if (report === undefined || (report.total_cost_usd === undefined && report.usage === undefined)) continue;
    const { input_tokens: inputTokens, output_tokens: outputTokens, cached_input_tokens: cached } = report.usage ?? {};
    return {
      usage: {
        ...(inputTokens !== undefined && { inputTokens }),
        ...(outputTokens !== undefined && { outputTokens }),
        ...(cached !== undefined && { cachedInputTokens: cached }),
      },
      ...(report.total_cost_usd !== undefined && { costUsd: report.total_cost_usd }),
      ...(report.model !== undefined && { servedBy: report.model }),
    };
  }
  return { usage: {} };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
