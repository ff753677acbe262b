import { describe, expect, it } from 'vitest';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderBadge } from './render-badge.ts';

describe('renderBadge', () => {
  it('tells from the lowest row to the highest, and that the run is unfinished', async () => {
    const { document } = await sampleDocument();
    const svg = renderBadge(document);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+" height="20"/);
    expect(svg).toMatch(/<title>secure-pass@1: \d+% – \d+% \(unfinished\)<\/title>/);
    expect(svg).toContain('#b3261e');
  });

  it('tells one figure of one row, and nothing where there is nothing', async () => {
    const { document } = await sampleDocument();
    const one = { ...document, overall: document.overall.slice(0, 1), totals: { ...document.totals, open: 0 } };
    expect(renderBadge(one)).toMatch(/<title>secure-pass@1: \d+%<\/title>/);
    expect(renderBadge({ ...one, overall: [] })).toContain('not measured');
  });
});
