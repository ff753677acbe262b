import { expect, test } from 'vitest';
import { canary } from '../core/canary.ts';
import { answerMessage } from './example.ts';
import { rlRows, sftRows } from './rows.ts';
import { sampleExample } from './testing/sample-example.ts';

test('only secure answers are taught, each once, and every row has the canary', () => {
  const rows = sftRows(
    [
      sampleExample(),
      sampleExample({ code: 'x = 1   \n\n\n', model: 'another' }),
      sampleExample({ code: 'x = 2\n' }),
      sampleExample({ code: 'x = 3\n', quality: 'vulnerable' }),
      sampleExample({ code: 'x = 4\n', quality: 'broken' }),
    ],
    'code',
  );
  expect(rows.map(({ messages }) => messages.at(-1)?.content)).toEqual([
    '```python\nx = 1\n```',
    '```python\nx = 2\n```',
  ]);
  expect(rows.every((row) => row.canary === canary)).toBe(true);
  expect(rows[0]?.messages[0]).toEqual({ role: 'user', content: 'Write it.' });
});

test('the same code answers two questions twice', () => {
  const rows = sftRows([sampleExample(), sampleExample({ prompt: { system: 'Be brief.', user: 'Write it.' } })], 'raw');
  expect(rows.map(({ messages }) => messages.map(({ role }) => role))).toEqual([
    ['user', 'assistant'],
    ['system', 'user', 'assistant'],
  ]);
  expect(rows[0]?.messages.at(-1)?.content).toBe(sampleExample().answer);
});

test('a question is asked once, whatever became of its answers', () => {
  const rows = rlRows(
    [
      sampleExample({ quality: 'broken' }),
      sampleExample({ quality: 'vulnerable', code: 'y' }),
      sampleExample({ mode: 'repair', shown: 'insecure', prompt: { user: 'Mend it.' } }),
    ],
    'f00d',
  );
  expect(rows.map(({ task, mode, shown, suite }) => [task, mode, shown, suite])).toEqual([
    ['CWE-089/order-search', 'generate', '', 'f00d'],
    ['CWE-089/order-search', 'repair', 'insecure', 'f00d'],
  ]);
});

test('code with fences in it is fenced by more ticks', () => {
  const code = 'text = """\n```\nx\n```\n"""\n';
  expect(answerMessage(sampleExample({ code }), 'code').content).toBe(`\`\`\`\`python\n${code.trimEnd()}\n\`\`\`\``);
});
