import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFolder, seceval, suiteFolder } from './support/seceval.ts';

/** Each: what was typed, and what the one line must say. */
const mistakes: readonly [string, readonly string[], RegExp][] = [
  ['an unknown command', ['rum'], /unknown command 'rum'/],
  ['an unknown flag', ['suite', 'list', '--sweet', 'core'], /unknown option '--sweet'/],
  ['an unknown suite', ['suite', 'list', '--suite', 'cor'], /no suite 'cor'.*did you mean core/s],
  ['an unknown task', ['prompt', 'order-serch'], /order-serch.*did you mean .*order-search/s],
  [
    'an unknown strategy',
    ['run', '--model', 'reference:secure', '--strategy', 'generate/awre'],
    /generate\/awre.*did you mean generate\/aware/s,
  ],
  ['an unknown mode', ['run', '--model', 'reference:secure', '--mode', 'generat'], /generat'.*did you mean generate/s],
  ['an unknown provider', ['run', '--model', 'opnai:gpt'], /opnai.*did you mean openai/is],
  ['a missing key', ['run', '--model', 'openai:gpt-5-mini'], /OPENAI_API_KEY/],
  ['a missing base URL', ['run', '--model', 'compatible:x'], /--base-url|base URL/i],
  ['no model', ['run'], /--model/],
  [
    'a number that is none',
    ['run', '--model', 'reference:secure', '--samples', 'two'],
    /--samples takes a whole number/,
  ],
  ['k above the samples', ['run', '--model', 'reference:secure', '--k', '5'], /--k 5 is above the number of samples/],
  [
    'samples at temperature 0',
    ['run', '--model', 'reference:secure', '--samples', '2', '--temperature', '0'],
    /temperature 0/,
  ],
  ['a gate of an unknown metric', ['run', '--model', 'reference:secure', '--fail-under', 'safe@1=0.5'], /safe@1/],
  ['a gate above the reported k', ['run', '--model', 'reference:secure', '--fail-under', 'secure-pass@5=0.5'], /--k 5/],
  [
    'a cost limit without a price',
    ['run', '--model', 'compatible:x', '--base-url', 'http://127.0.0.1:9/v1', '--max-cost', '1'],
    /no price is known for compatible:x/,
  ],
  ['an unknown run', ['report', '20200101'], /there is no run/],
  ['a file that is not there', ['score', 'nothing.jsonl'], /cannot read nothing.jsonl/],
  ['a recording that is not there', ['run', '--model', 'replay:nothing.jsonl'], /nothing.jsonl/],
];

describe('a mistake of the user', () => {
  test.each(mistakes)('%s: one clear line and exit code 2', async (_name, words, line) => {
    const { code, stdout, stderr } = await seceval(words);
    expect(stderr).toMatch(line);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).not.toMatch(/\n\s+at /); // no stack
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
  });

  test.each([
    ['broken JSON', '{"task": "order-search", "code": "x"}\n{oops\n', /answers\.jsonl:2: this is not JSON/],
    ['an unknown field', '{"task": "order-search", "code": "x", "modle": 1}\n', /answers\.jsonl:1: .*modle/],
    ['neither completion nor code', '{"task": "order-search"}\n', /answers\.jsonl:1: .*completion/],
    ['an unknown task', '{"task": "order-serch", "code": "x"}\n', /answers\.jsonl:1: .*order-serch/],
    [
      'a repeated sample',
      '{"task": "order-search", "sample": 0, "code": "x"}\n{"task": "order-search", "sample": 0, "code": "y"}\n',
      /answers\.jsonl:2: .*line 1/,
    ],
    [
      'an unknown variant',
      '{"task": "order-search", "mode": "classify", "shown": "sceure", "completion": "x"}\n',
      /sceure/,
    ],
    ['an empty file', '\n', /answers\.jsonl is empty/],
  ])('a scoring file with %s', async (_name, content, line) => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'answers.jsonl'), content);
    const { code, stdout, stderr } = await seceval(['score', 'answers.jsonl', '--json'], { cwd });
    expect(stderr).toMatch(line);
    expect(code).toBe(2);
    expect(stdout).toBe('');
  });

  test('a broken task file is named with file, line and field', async () => {
    const folder = join(newFolder(), 'mine');
    cpSync(suiteFolder, folder, { recursive: true });
    const file = join(folder, 'CWE-089/order-search/task.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/severity: \w+/, 'severity: terrible'));
    const { code, stderr } = await seceval(['suite', 'list', '--suite', folder]);
    expect(stderr).toMatch(/CWE-089\/order-search\/task\.yaml:\d+.*severity/);
    expect(code).toBe(2);
  });

  test('a runs folder that cannot be made is one line, and exit code 3', async () => {
    const file = join(newFolder(), 'file');
    writeFileSync(file, '');
    for (const runs of [file, join(file, 'below')]) {
      const words = ['run', '--model', 'reference:secure', '--task', 'order-search', '--runs', runs];
      const { code, stdout, stderr } = await seceval(words);
      expect(stderr).toContain(file);
      expect(stderr).not.toMatch(/\n\s+at /); // no stack
      expect(code).toBe(3);
      expect(stdout).toBe('');
    }
  });
});
