import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeLines } from './code-lines.ts';
import { tokenizePython } from './highlight-python.ts';

describe('tokenizePython', () => {
  it('colours what it can, and loses nothing', () => {
    const source = 'def f(x):\n    """Text, if any."""\n    return rb"a\\"b" + \'c\'  # 0x1f\n\nn = 42\n';
    const coloured = tokenizePython(source).flatMap(({ kind, text }) => (kind === undefined ? [] : [[kind, text]]));
    expect(coloured).toEqual([
      ['keyword', 'def'],
      ['string', '"""Text, if any."""'],
      ['keyword', 'return'],
      ['string', 'rb"a\\"b"'],
      ['string', "'c'"],
      ['comment', '# 0x1f'],
      ['number', '42'],
    ]);
  });

  it('joins to its source, whatever that is', () => {
    const source = fc.string({ unit: fc.constantFrom('"', "'", '\\', '#', '\n', 'r', 'if', ' ', '1', '<', '\u202e') });
    fc.assert(
      fc.property(source, (text) => {
        const joined = tokenizePython(text)
          .map((token) => token.text)
          .join('');
        expect(joined).toBe(text);
      }),
    );
  });

  it('takes hostile text in its stride', () => {
    // A step that is quadratic takes minutes for this.
    const started = process.cpuUsage().user;
    for (const text of ['"""', '"\\', 'rb', '9.', "'"]) tokenizePython(text.repeat(100_000));
    expect(process.cpuUsage().user - started).toBeLessThan(10_000_000);
  });
});

describe('codeLines', () => {
  it('has an entry for each line, also inside a string over several', () => {
    const lines = codeLines('x = """a\nb</pre>"""\n\ny = 1\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toEqual([{ kind: 'string', text: 'b</pre>"""' }]);
    expect(lines[2]).toEqual([]);
  });
});
