import { expect, test } from 'vitest';
import { UserMistake } from '../core/errors.ts';
import { createModel } from './create-model.ts';
import type { ModelOptions } from './model-options.ts';

async function mistake(spec: string, options: ModelOptions = {}): Promise<UserMistake> {
  const outcome = await createModel(spec, { env: {}, ...options }).catch((error: unknown) => error);
  expect(outcome).toBeInstanceOf(UserMistake);
  return outcome as UserMistake;
}

test.each([
  ['opnai:gpt-5', 'There is no model provider "opnai".', 'Did you mean openai:gpt-5?'],
  ['gpt-5', 'The model "gpt-5" names no provider.', 'A model is written provider:name'],
  ['zzzzzzzz:x', 'There is no model provider "zzzzzzzz".', 'providers are openai, anthropic, google'],
  ['openai:', 'The model "openai:" names no model.', 'For instance openai:gpt-5.'],
  ['compatible:llama', 'compatible:llama needs the address of its server.', '--base-url'],
  ['completion:llama', 'completion:llama needs the address of its server.', '--base-url'],
  ['reference:broken', 'There is no reference "broken".', 'reference:secure or reference:insecure'],
  ['replay:/no/such/file', 'The file of recorded answers /no/such/file cannot be read.', 'ENOENT'],
])('%s: %s', async (spec, message, hint) => {
  const thrown = await mistake(spec);
  expect(thrown.message).toBe(message);
  expect(thrown.hint).toContain(hint);
});

test.each([
  ['openai:gpt-5', 'OPENAI_API_KEY'],
  ['anthropic:claude-sonnet-4-5', 'ANTHROPIC_API_KEY'],
  ['google:gemini-2.5-pro', 'GOOGLE_GENERATIVE_AI_API_KEY'],
  ['mistral:mistral-large-2411', 'MISTRAL_API_KEY'],
  ['bedrock:amazon.nova-pro-v1:0', 'AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY'],
])('%s without a key names %s before anything is sent', async (spec, variable) => {
  expect((await mistake(spec)).message).toContain(variable);
  expect((await mistake(spec, { env: { [variable]: '  ' } })).message).toContain(variable);
});

test('Bedrock without a region names AWS_REGION', async () => {
  const key = { AWS_BEARER_TOKEN_BEDROCK: 'some-bedrock-key' };
  expect((await mistake('bedrock:x', { env: key })).message).toContain('AWS_REGION');
  expect((await mistake('bedrock:x', { env: { ...key, AWS_REGION: 'evil.example/' } })).message).toContain(
    'AWS_REGION',
  );
});

test('a key with a line break is refused without being shown', async () => {
  const thrown = await mistake('openai:gpt-5', { env: { OPENAI_API_KEY: 'sk-half\nhalf-secret' } });
  expect(thrown.message).toBe('OPENAI_API_KEY holds a character that cannot stand in a request.');
  expect(JSON.stringify([thrown.message, thrown.hint])).not.toContain('half');
});

test.each(['ftp://host/v1', 'not an address', 'https://user:hunter22@host/v1', 'https://host/v1?key=hunter22'])(
  'the base URL %s is refused without repeating a secret',
  async (baseUrl) => {
    const thrown = await mistake('compatible:x', { baseUrl });
    expect(`${thrown.message} ${thrown.hint}`).not.toContain('hunter22');
  },
);

test('a model carries the spec as its id, and an identity without a key', async () => {
  const env = { OPENAI_API_KEY: 'sk-openai-secret' };
  const model = await createModel('openai:gpt-5', { env, decoding: { temperature: 0 } });
  expect(model).toMatchObject({ id: 'openai:gpt-5', decoding: { temperature: 0 }, cacheable: true });
  expect(model.identity).toEqual({ provider: 'openai', model: 'gpt-5', endpoint: 'https://api.openai.com/v1' });
});

test('a base URL of the environment stands in the identity', async () => {
  const env = { OPENAI_API_KEY: 'sk-openai-secret', OPENAI_BASE_URL: 'https://gateway.example/v1/' };
  const model = await createModel('openai:gpt-5', { env });
  expect(model.identity['endpoint']).toBe('https://gateway.example/v1');
});

test('a model name may hold colons', async () => {
  const model = await createModel('compatible:llama3.1:8b', { baseUrl: 'http://127.0.0.1:11434/v1', env: {} });
  expect(model.identity['model']).toBe('llama3.1:8b');
});
