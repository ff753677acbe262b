import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sampleDocument } from '../testing/sample-document.ts';
import { escapeLatex } from './escape-latex.ts';
import { renderLatex } from './render-latex.ts';

describe('renderLatex', () => {
  it('has a line of as many cells as columns for each row', async () => {
    const { document } = await sampleDocument();
    const text = renderLatex(document);
    const lines = text.split('\n').filter((line) => line.endsWith('\\\\'));
    // A heading a table: code, classification, gains.
    expect(document.gains.length).toBeGreaterThan(0);
    expect(lines).toHaveLength(document.overall.length + document.gains.length + 3);
    const specifications = [...text.matchAll(/\\begin\{tabular\}\{([lr]+)\}/g)].map(
      ([, columns = '']) => columns.length,
    );
    expect(new Set(lines.map((line) => line.split(/(?<!\\)&/).length))).toEqual(new Set(specifications));
    expect(text).toContain('ollama:qwen2.5-coder:7b');
    expect(text).toContain('\\begin{table}');
  });

  it('tables joint outcomes apart, by pass and fail', async () => {
    const { document } = await sampleDocument();
    const [first] = document.overall;
    if (first === undefined || first.mode === 'classify') throw new Error('the sample begins with code');
    const joint = { ...first, scope: 'joint' as const, model: 'a-joint-row' };
    const text = renderLatex({ ...document, overall: [...document.overall, joint] });
    const [code = '', apart = ''] = text.split('\\end{table}');
    expect(code).not.toContain('a-joint-row');
    expect(apart).toContain('pass & fail & invalid & inconclusive');
    expect(apart).toContain('a-joint-row');
  });

  it('leaves no character that LaTeX would obey', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const left = escapeLatex(text)
          .replace(/\\(text[a-z]+|ldots)\{\}|\$\\cdot\$|\\[{}&%$#_]/g, '')
          .match(/[\\{}&%$#_~^]/);
        expect(left).toBeNull();
      }),
    );
    expect(escapeLatex('50% of $a_b & \\input{x}')).toBe('50\\% of \\$a\\_b \\& \\textbackslash{}input\\{x\\}');
  });
});
