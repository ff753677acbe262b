import { z } from 'zod';

// Only what is read of SARIF 2.1.0 (OASIS, 2020), and leniently: tools differ, and a field of no use must not refuse a file.
const properties = z.looseObject({ tags: z.array(z.unknown()).optional(), cwe: z.unknown().optional() }).optional();
const component = z.object({ name: z.string().optional(), index: z.number().int().optional() }).optional();
const taxon = z.object({ id: z.string().optional(), toolComponent: component });

const rule = z.object({
  id: z.string(),
  properties,
  relationships: z.array(z.object({ target: taxon })).optional(),
});
const toolComponent = z.object({
  name: z.string(),
  version: z.string().optional(),
  semanticVersion: z.string().optional(),
  rules: z.array(rule).optional(),
});
const location = z.object({
  physicalLocation: z
    .object({
      artifactLocation: z.object({ uri: z.string().optional(), index: z.number().int().optional() }).optional(),
      region: z.object({ startLine: z.number().int().optional() }).optional(),
    })
    .optional(),
});

const result = z.object({
  ruleId: z.string().optional(),
  ruleIndex: z.number().int().optional(),
  rule: z
    .object({ id: z.string().optional(), index: z.number().int().optional(), toolComponent: component })
    .optional(),
  kind: z.string().optional(),
  message: z.object({ text: z.string().optional(), markdown: z.string().optional() }),
  locations: z.array(location).optional(),
  taxa: z.array(taxon).optional(),
  properties,
  suppressions: z.array(z.object({ kind: z.string(), status: z.string().optional() })).optional(),
});

const run = z.object({
  tool: z.object({ driver: toolComponent, extensions: z.array(toolComponent).optional() }),
  artifacts: z.array(z.object({ location: z.object({ uri: z.string().optional() }).optional() })).optional(),
  results: z.array(result).nullish(),
  invocations: z
    .array(
      z.object({
        toolExecutionNotifications: z
          .array(
            z.object({
              level: z.string().optional(),
              message: z.object({ text: z.string().optional() }).optional(),
              locations: z.array(location).optional(),
            }),
          )
          .optional(),
      }),
    )
    .optional(),
});

export const sarifSchema = z.object({ version: z.literal('2.1.0'), runs: z.array(run) });
export type SarifRun = z.infer<typeof run>;
export type SarifResult = z.infer<typeof result>;
export type SarifRule = z.infer<typeof rule>;
export type SarifLocation = z.infer<typeof location>;
export type SarifTaxon = z.infer<typeof taxon>;
