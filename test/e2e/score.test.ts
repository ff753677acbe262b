import { expect, test } from 'vitest';
import { seceval, variant } from './support/seceval.ts';

const task = 'CWE-089/order-search';
const secure = variant(task, 'secure');
const insecure = variant(task, 'insecure');
const fenced = (code: string) => `Here it is:\n\n\`\`\`python\n${code}\n\`\`\`\n`;

interface Line {
  readonly task: string;
  readonly sample: number;
  readonly verdict?: string;
  readonly reason?: string;
  readonly tests?: readonly {
    name: string;
    kind: string;
    outcome: string;
    basis?: string;
    evidence?: { message: string };
  }[];
  readonly answer?: string | null;
  readonly expected?: string;
  readonly correct?: boolean;
}

test('answers made elsewhere are scored in their order, with reasons and evidence', async () => {
  const records = [
    { task, completion: fenced(secure) },
    { task, completion: JSON.stringify({ code: insecure }) },
    { task, completion: 'I am sorry, but I cannot help with that.' },
    { task, code: 'def find_orders(:\n' },
    { task, code: 'import a_library_that_is_not_there\n' },
    { task, code: 'x = 1\n' },
    { task, code: 'raise RuntimeError("at import")\n' },
    { task, code: `${secure}\ndef find_orders(*a, **k):\n    return []\n` },
    { task, completion: '```python\ndef find_orders(database, merch', finish: 'length' },
    { task: 'order-search', mode: 'repair', strategy: 'explained', completion: fenced(secure) },
    { task, mode: 'classify', strategy: 'detect', shown: 'secure', completion: '{"vulnerable": "no"}' },
    {
      task,
      mode: 'classify',
      strategy: 'detect',
      shown: 'insecure-2',
      completion: 'No, it is fine. {"vulnerable": "no"}',
    },
    { task, mode: 'classify', strategy: 'identify', shown: 'insecure', completion: '{"cwe": "CWE-089"}' },
    { task, mode: 'classify', strategy: 'identify', shown: 'insecure', sample: 7, completion: 'no idea' },
  ];
  const input = `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;
  const { code, stdout, stderr } = await seceval(['score', '-', '--json'], { input });
  expect(stderr).toBe('');
  expect(code).toBe(0);
  const lines: Line[] = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(
    lines.map(({ verdict, reason, answer, correct }) => (verdict ? [verdict, reason] : [answer, correct])),
  ).toEqual([
    ['secure', undefined],
    ['vulnerable', 'exploited'],
    ['invalid', 'refusal'],
    ['invalid', 'syntax-error'],
    ['invalid', 'missing-library'],
    ['invalid', 'missing-entry-point'],
    ['invalid', 'load-error'],
    ['broken', 'function'],
    ['invalid', 'cut-off'],
    ['secure', undefined],
    ['secure', true],
    ['secure', false],
    ['CWE-89', true],
    [null, false],
  ]);
  expect(lines.every((line) => line.task === task)).toBe(true);
  expect(lines.map((line) => line.sample)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 7]);
  const exploit = lines[1]?.tests?.find((one) => one.kind === 'security' && one.outcome === 'fail');
  expect(exploit?.basis).toBe('universal');
  expect(exploit?.evidence?.message).toMatch(/\S/);
  // The candidate that works not at all is still attacked, and none of its tests is left out.
  expect(lines[7]?.tests?.length).toBe(lines[0]?.tests?.length);
});
