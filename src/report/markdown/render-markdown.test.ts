import { describe, expect, it } from 'vitest';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { escapeMarkdown } from './escape-markdown.ts';
import { renderMarkdown } from './render-markdown.ts';

describe('renderMarkdown', () => {
  it('has a line for each row, in tables whose lines are of one width', async () => {
    const { document } = await sampleDocument();
    const text = renderMarkdown(document);
    for (const { model, mode, strategy } of document.overall) {
      expect(text).toContain(`| ${escapeMarkdown(model)} | ${escapeMarkdown(`${mode}/${strategy}`)} |`);
    }
    const widths = text.split('\n\n').flatMap((block) => {
      const lines = block.split('\n').filter((line) => line.startsWith('|'));
      return lines.length === 0 ? [] : [new Set(lines.map((line) => line.split(/(?<!\\)\|/).length)).size];
    });
    expect(widths.length).toBeGreaterThanOrEqual(3);
    expect(new Set(widths)).toEqual(new Set([1]));
    expect(text).toContain('> 1 attempt open');
  });

  it('tables joint outcomes apart, by pass and fail', async () => {
    const { document } = await sampleDocument();
    const overall = document.overall.map((row) =>
      row.mode === 'repair' ? { ...row, scope: 'joint' as const, model: 'a-joint-row' } : row,
    );
    const [code = '', apart = ''] = renderMarkdown({ ...document, overall }).split('### Joint outcomes');
    expect(code).not.toContain('a-joint-row');
    expect(apart).toContain('| model | asked | pass | fail | invalid | inconclusive |');
    expect(apart).toContain('| a-joint-row |');
  });

  it('says what a model is called as text', async () => {
    const { document } = await sampleDocument();
    const model = `[a](http://x) | <img src=x> **b** @team #12 \`c\` ${hostileTexts.escapes}`;
    const text = renderMarkdown({
      ...document,
      overall: document.overall.map((row) => ({ ...row, model })),
      gains: document.gains.map((gain) => ({ ...gain, model })),
    });
    expect(text).not.toMatch(/(?<!\\)<img|(?<!\\)\[a|\]\(http|@team|(?<!\\)#12|(?<!\\)`c/);
    expect(text).not.toContain('\u001b');
    expect(text.match(/\n\| \\\[a/g)?.length).toBe(document.overall.length + document.gains.length);
  });
});
