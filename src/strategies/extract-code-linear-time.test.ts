import { expect, test } from 'vitest';
import { extractCode } from './extract-code.ts';
import { answerText } from './extraction/answer-text.ts';
import { bareBlocks } from './extraction/bare-code.ts';
import { chooseBlocks } from './extraction/choose-blocks.ts';
import type { CodeBlock } from './extraction/code-block.ts';
import { codeInJson } from './extraction/json-code.ts';
import { looksLikePython, topLevelNames, wordsOf } from './extraction/python-signs.ts';
import { looksLikeRefusal } from './extraction/refusal.ts';
import { scanFences } from './extraction/scan-fences.ts';

// The size of the longest answer that is read; at this size a quadratic step takes half a minute.
const size = 262_144;
const hostile = {
  backticks: '`',
  'lines of backticks': '```\n',
  'lines of labelled backticks': '```python\n',
  'tildes before a backtick': ['', '~', '`'],
  'a fence, blanks and a backtick': ['```', ' ', 'x`'],
  'a wide fence that is never closed': ['````````\n', '```\n', ''],
  'ends of reasoning': '</think>',
  'beginnings of reasoning': '<think>',
  'empty reasoning': '<think></think>',
  'reasoning with blanks': '</think> ',
  braces: '{',
  'lines of braces': '{\n',
  'keys of JSON': '{"code": ',
  backslashes: ['{"code":"', '\\', ''],
  'escaped letters': ['{"code":"', '\\u00e9', ''],
  'long quotes': '"""',
  quotes: '"',
  'open brackets': 'from a import (\n',
  'an open bracket and its lines': ['from a import (\n', ' b,\n', ''],
  'an import and commas': ['import a', ',a', '!'],
  'an import and blanks': ['import a', ' ', '!'],
  'an assignment and colons': ['a', ':', ''],
  'an assignment and blanks': ['a', ' ', '!'],
  'a statement and colons': ['if x', ':', 'x'],
  'a call': ['f(', '(', 'x'],
  blanks: ' ',
  'blank lines': '\n',
  'indented definitions': ' def f():\n',
  'a long word': 'a',
} as const;

test.each(Object.entries(hostile))('a long answer of %s', (_, pattern) => {
  const [before, piece, after] = typeof pattern === 'string' ? ['', pattern, ''] : [...pattern, ''];
  const text = `${before}${(piece ?? '').repeat(size / (piece ?? ' ').length)}${after}`;
  const start = process.cpuUsage().user;
  answerText(text);
  const { blocks, outside } = scanFences(text);
  chooseBlocks([...blocks, ...bareBlocks(text)], ['find_orders']);
  bareBlocks(outside);
  codeInJson(text);
  looksLikePython(text);
  topLevelNames(text);
  wordsOf(text);
  looksLikeRefusal(text);
  expect(process.cpuUsage().user - start).toBeLessThan(4_000_000);
});

test.each(['`', '<think>', '</think>\n', '<think></think>'])('a megabyte of %j before the size is known', (piece) => {
  const start = process.cpuUsage().user;
  extractCode({ text: piece.repeat(1_000_000 / piece.length), finish: 'stop' }, { entryPoints: ['find_orders'] });
  expect(process.cpuUsage().user - start).toBeLessThan(4_000_000);
});

test('many blocks that lean on each other are joined in linear time', () => {
  const count = 10_000;
  const block = (code: string): CodeBlock => ({ source: 'fence', label: 'python', code, closed: true });
  const chain = Array.from({ length: count }, (_, index) => block(`def f${index}():\n    f${index + 1}()`));
  const start = process.cpuUsage().user;
  const choice = chooseBlocks([...chain, block('def main():\n    f0()')], ['main']);
  expect(choice?.blocks).toHaveLength(count + 1);
  expect(process.cpuUsage().user - start).toBeLessThan(3_000_000);
});
