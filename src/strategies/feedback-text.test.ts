import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ToolFinding } from '../core/feedback.ts';
import { exploitsText, findingsText, refusedInputText } from './feedback-text.ts';

const finding: ToolFinding = {
  ...{ tool: 'ruff', rule: 'S608', cwes: ['CWE-89'], line: 7 },
  message: 'Possible SQL injection\n  through string building',
};

describe('findingsText', () => {
  it('gives each finding a line', () => {
    const { cwes: _cwes, ...rest } = finding;
    expect(findingsText([finding, { ...rest, cwes: [], line: 9 }])).toBe(
      '- line 7: ruff S608 (CWE-89): Possible SQL injection through string building\n' +
        '- line 9: ruff S608: Possible SQL injection through string building',
    );
  });

  it('says that there are none, and counts what it leaves out', () => {
    expect(findingsText([])).toBe('It reported nothing.');
    const lines = findingsText(Array.from({ length: 23 }, () => finding)).split('\n');
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toBe('… and 3 more.');
  });
});

describe('exploitsText', () => {
  it('tells the attack in words, its input and what it saw', () => {
    const exploit = {
      test: 'test_no_title_is_an_entry[line feed]',
      message: 'an entry was invented',
      payload: 'a\nb',
    };
    expect(exploitsText([exploit])).toBe(
      '### No title is an entry (line feed)\n\nThe input, as JSON: `"a\\nb"`\n\n```text\nan entry was invented\n```',
    );
    expect(exploitsText([{ test: 'test_a', message: 'seen' }])).not.toContain('input');
  });

  it('says that none succeeded, and counts what it leaves out', () => {
    expect(exploitsText([])).toBe('None of them succeeded.');
    const many = Array.from({ length: 7 }, (_, index) => ({ test: `test_${index}`, message: 'seen' }));
    expect(exploitsText(many).match(/^### /gm)).toHaveLength(5);
    expect(exploitsText(many)).toMatch(/… and 2 more\.$/);
  });

  it('keeps text of a candidate in its block, and payloads in their code span', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('```', '`', '\n', 'a') }), (text) => {
        const [head = '', , input = '', , ...block] = exploitsText([
          { test: 'test_a', message: text, payload: text },
        ]).split('\n');
        expect(head).toBe('### A');
        const ticks = /: (`+)/.exec(input)?.[1] ?? '';
        expect(input.split(/(?<!`)(?=`)|(?<=`)(?!`)/).filter((run) => run === ticks)).toHaveLength(2);
        const fence = /^`+/.exec(block[0] ?? '')?.[0] ?? '';
        expect(fence.length).toBeGreaterThanOrEqual(3);
        // No line before the last ends the block.
        const ends = block.slice(1).filter((line) => /^ {0,3}`+ *$/.test(line) && line.trim().length >= fence.length);
        expect(ends).toHaveLength(1);
        expect(block.at(-1)).toBe(fence);
      }),
    );
  });

  it('cuts what is long', () => {
    expect(
      exploitsText([{ test: 'test_a', message: 'x'.repeat(5000), payload: 'y'.repeat(5000) }]).length,
    ).toBeLessThan(2200);
  });
});

describe('refusedInputText', () => {
  it('lists each input once, three at most, and nothing where an attack has none', () => {
    const exploits = ['a', 'a', undefined, 'b', 'c', 'd'].map((payload) => ({
      ...{ test: 'test_a', message: 'seen' },
      ...(payload !== undefined && { payload }),
    }));
    expect(refusedInputText(exploits)).toBe('- `"a"`\n- `"b"`\n- `"c"`');
    expect(refusedInputText([])).toBe('');
  });
});
