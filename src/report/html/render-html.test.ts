import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical.ts';
import { buildReport } from '../build-report.ts';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { cutText, escapeVisibly } from './escape.ts';
import { renderHtml } from './render-html.ts';

const everything = Object.values(hostileTexts).join('\n');

/** The page of a run in which every text that a model can choose is hostile. */
async function hostilePage(): Promise<string> {
  const document = await buildReport(sampleRun());
  const attempts = document.attempts.slice(0, 8).map((attempt) =>
    attempt.kind === 'judged'
      ? {
          ...attempt,
          detail: everything,
          exchange: 'exchange',
          code: 'code',
          tests: attempt.tests.map((test) => ({
            ...test,
            name: hostileTexts.closesScript,
            evidence: { message: everything, payload: everything },
          })),
        }
      : attempt,
  );
  const exchange = canonicalJson({
    prompt: { user: everything },
    completion: { text: everything, finish: 'stop', usage: {}, warnings: [] },
  });
  return renderHtml({ ...document, attempts }, { readBlob: async (hash) => (hash === 'code' ? everything : exchange) });
}

describe('renderHtml', () => {
  it('loads nothing, and runs one script by its hash', async () => {
    const page = await renderHtml(await buildReport(sampleRun()), { readBlob: async () => undefined });
    expect(page).toMatch(/default-src 'none'/);
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    expect(page).not.toMatch(/url\(|@import|<(link|img|iframe|object)/);
  });

  it('shows what a model wrote as text', async () => {
    const page = await hostilePage();
    expect(page.match(/<script/g)).toHaveLength(1);
    expect(page.match(/<\/script/g)).toHaveLength(1);
    expect(page).not.toMatch(/<img/);
    expect(page).toContain('&lt;/script&gt;');
    for (const unseen of ['\u202e', '\u2066', '\u001b', '\u0000']) expect(page).not.toContain(unseen);
    expect(page).toContain('U+202E');
  });

  it('bounds what it shows of one text, and says so', async () => {
    const page = await hostilePage();
    const longest = Math.max(...page.split(/[^A]+/).map((run) => run.length));
    expect(longest).toBeLessThanOrEqual(64_000);
    expect(longest).toBeGreaterThan(10_000);
    expect(page).toContain('more characters are in the run&#39;s folder');
  });

  it('has a section for every attempt, and every cell of the grid leads to one', async () => {
    const document = await buildReport(sampleRun());
    const page = await renderHtml(document, { readBlob: async () => undefined });
    for (const { id } of document.attempts) expect(page).toContain(`id="a-${id}"`);
    for (const [, target] of page.matchAll(/class="key \w+" href="#([^"]+)"/g))
      expect(page).toContain(`id="${target}"`);
  });
});

describe('escapeVisibly', () => {
  it('marks what is not seen, and keeps lines', () => {
    expect(escapeVisibly('a\r\nb\u200b<')).toBe('a\nb<span class="unseen" title="U+200B">U+200B</span>&lt;');
  });

  it('cuts with a note', () => {
    expect(cutText('abcdef', 3)).toBe("abc\n… 3 more characters are in the run's folder");
    expect(cutText('abc', 3)).toBe('abc');
  });
});
