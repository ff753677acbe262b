import type { Example } from '../example.ts';

/** An answer to the question of one task; fields can be replaced. */
export function sampleExample(fields: Partial<Example> = {}): Example {
  return {
    task: 'CWE-089/order-search',
    family: 'sql-search',
    cwe: 'CWE-89',
    mode: 'generate',
    strategy: 'direct',
    model: 'replay:answers.jsonl',
    run: '20260101-000000-abcd',
    prompt: { user: 'Write it.' },
    answer: 'Here it is:\n```python\nx = 1\n```\n',
    code: 'x = 1\n',
    quality: 'secure',
    ...fields,
  };
}
