// The OpenAPI 3.1 description, made of the schemas that requests are parsed with.
import { z } from 'zod';
import { openRlhfRequestSchema, openRlhfResponseSchema, trlRequestSchema, trlResponseSchema } from './compatibility.ts';
import { statusOf } from './service-error.ts';
import {
  batchLineSchema,
  batchRequestSchema,
  type ErrorCode,
  errorSchema,
  promptSchema,
  scoreRequestSchema,
  scoreSchema,
  suitesSchema,
} from './wire.ts';

const schemas = {
  ScoreRequest: scoreRequestSchema,
  Score: scoreSchema,
  BatchRequest: batchRequestSchema,
  BatchLine: batchLineSchema,
  Suites: suitesSchema,
  Prompt: promptSchema,
  OpenRlhfRequest: openRlhfRequestSchema,
  OpenRlhfResponse: openRlhfResponseSchema,
  TrlRequest: trlRequestSchema,
  TrlResponse: trlResponseSchema,
  Error: errorSchema,
} as const satisfies Readonly<Record<string, z.ZodType>>;
type SchemaName = keyof typeof schemas;

const whenAsked: readonly ErrorCode[] = ['bad-request', 'unauthorized', 'forbidden'];
const whenScored: readonly ErrorCode[] = [
  ...whenAsked,
  ...(['wrong-suite', 'too-large', 'unsupported-media-type', 'not-judgeable-here', 'busy', 'draining'] as const),
];

const meanings: Partial<Record<ErrorCode, string>> = {
  busy: 'the queue is full: ask again after retry-after',
  draining: 'the service is shutting down',
  deadline: 'it waited longer than its deadline; no judgement was begun',
  unsettled: 'the harness failed on a candidate, and the format has no way to say so: ask again',
};

export function openApiDocument(version: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'seceval scoring service',
      version,
      description: 'Runs code in a sandbox against functional and attack tests, and answers with verdict and reward.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths: {
      '/v1/score': {
        post: scoring('score one answer', ['ScoreRequest', answerOf('Score')], [...whenScored, 'deadline']),
      },
      '/v1/score/batch': {
        post: scoring(
          'score many; one JSON line for each, as it finishes',
          ['BatchRequest', answerOf('BatchLine', 'application/x-ndjson')],
          whenScored,
        ),
      },
      '/v1/compat/openrlhf': {
        post: scoring(
          "OpenRLHF's remote reward model (--remote_rm_url)",
          ['OpenRlhfRequest', answerOf('OpenRlhfResponse')],
          [...whenScored, 'unsettled', 'deadline'],
        ),
      },
      '/v1/compat/trl': {
        post: scoring(
          "a reward function of TRL's",
          ['TrlRequest', answerOf('TrlResponse')],
          [...whenScored, 'deadline'],
        ),
      },
      '/v1/suites': { get: looking('what is served', answerOf('Suites'), whenAsked) },
      '/v1/tasks/{task}/prompt': {
        get: {
          ...looking('what a model is sent', answerOf('Prompt'), [...whenAsked, 'not-found']),
          parameters: [
            { name: 'task', in: 'path', required: true, schema: { type: 'string' }, description: 'id or short name' },
            { name: 'strategy', in: 'query', schema: { type: 'string', default: 'direct' } },
          ],
        },
      },
      '/healthz': { get: open('the process answers') },
      '/readyz': { get: { ...open('it should get requests'), responses: { 200: said('yes'), 503: said('no') } } },
      '/metrics': { get: { summary: 'counters in the text format of Prometheus', responses: { 200: said('text') } } },
    },
    components: {
      schemas: Object.fromEntries(
        Object.entries(schemas).map(([name, schema]) => [name, jsonSchema(schema, name.endsWith('Request'))]),
      ),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        basic: { type: 'http', scheme: 'basic', description: 'any user, the token as password' },
      },
    },
    security: [{ bearer: [] }, { basic: [] }, {}],
  };
}

interface Answer {
  readonly schema: SchemaName;
  readonly type: string;
}

function answerOf(schema: SchemaName, type = 'application/json'): Answer {
  return { schema, type };
}

function scoring(summary: string, [request, answer]: readonly [SchemaName, Answer], errors: readonly ErrorCode[]) {
  const requestBody = { required: true, content: { 'application/json': { schema: reference(request) } } };
  return { ...looking(summary, answer, errors), requestBody };
}

function looking(summary: string, { schema, type }: Answer, errors: readonly ErrorCode[]) {
  const responses: Record<number, object> = {
    200: { description: summary, content: { [type]: { schema: reference(schema) } } },
  };
  for (const status of new Set(errors.map((code) => statusOf[code]))) {
    const codes = errors.filter((code) => statusOf[code] === status);
    const description = codes.map((code) => meanings[code] ?? code).join('; ');
    responses[status] = { description, content: { 'application/json': { schema: reference('Error') } } };
  }
  return { summary, responses };
}

function open(summary: string) {
  return { summary, security: [], responses: { 200: said('yes') } };
}

function said(description: string) {
  return { description };
}

function reference(name: SchemaName) {
  return { $ref: `#/components/schemas/${name}` };
}

function jsonSchema(schema: z.ZodType, isInput: boolean): object {
  // OpenAPI 3.1 is JSON Schema 2020-12, which the document says once.
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io: isInput ? 'input' : 'output' });
  return rest;
}
