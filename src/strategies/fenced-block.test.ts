import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scanFences } from './extraction/scan-fences.ts';
import { fencedBlock } from './fenced-block.ts';

test('a fence is longer than any run of backticks in the code', () => {
  expect(fencedBlock('x = 1\n', 'python')).toBe('```python\nx = 1\n```');
  expect(fencedBlock('"""\n````\n"""', 'python')).toBe('`````python\n"""\n````\n"""\n`````');
});

test('whatever the code, it is one block', () => {
  const line = fc.constantFrom('```', '``````', '`', '~~~', 'x = 1', '  y', '```python');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1 }), (lines) => {
      const code = ['z = 0', ...lines].join('\n');
      const { blocks, outside } = scanFences(fencedBlock(code, 'text'));
      return blocks.length === 1 && blocks[0]?.code === code && outside === '';
    }),
  );
});
