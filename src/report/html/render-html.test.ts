import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical.ts';
import { buildReport } from '../build-report.ts';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { sampleRun } from '../testing/sample-run.ts';
import { codeBlock } from './code-block.ts';
import { cutText, escapeVisibly } from './escape.ts';
import { tokenizePython } from './highlight-python.ts';
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
    expect(page).not.toMatch(/<img|<style> -->|<[^>]* onmouseover=/);
    expect(page).toContain('&lt;/script&gt;');
    for (const unseen of ['\u202e', '\u2066', '\u001b', '\u0000']) expect(page).not.toContain(unseen);
    expect(page).toContain('U+202E');
  });

  it('bounds what it shows of one text, and says so', async () => {
    const page = await hostilePage();
    const longest = Math.max(...page.split(/[^A]+/).map((run) => run.length));
    expect(longest).toBeLessThanOrEqual(65_536);
    expect(longest).toBeGreaterThan(10_000);
    expect(page).toContain('more characters are in the run&#39;s folder');
  });

  it('does without texts that are lost or damaged, and without any attempt', async () => {
    const run = sampleRun();
    const page = await renderHtml(await buildReport(run), { readBlob: async () => '{"prompt":' });
    expect(page).not.toContain('Answer as it came');
    const empty = await renderHtml(await buildReport({ ...run, events: [] }), { readBlob: async () => undefined });
    expect(empty).toContain('<h1>0 answers judged.</h1>');
  });

  it('has a section for every attempt, and every cell of the grid leads to one', async () => {
    const document = await buildReport(sampleRun());
    const page = await renderHtml(document, { readBlob: async () => undefined });
    for (const { id } of document.attempts) expect(page).toContain(`id="a-${id}"`);
    const targets = [...page.matchAll(/class="key \w+" href="#([^"]+)"/g)].map(([, target]) => target);
    // Ten weaknesses, and the tasks of the two that have several, in twelve columns.
    expect(targets).toHaveLength((10 + 4) * 12);
    for (const target of targets) expect(page).toContain(`id="${target}"`);
  });
});

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
        expect(
          tokenizePython(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
    );
  });

  it('takes hostile text in its stride', () => {
    const started = performance.now();
    for (const text of ['"""', '"\\', 'rb', '9.', "'"]) tokenizePython(text.repeat(30_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('codeBlock', () => {
  it('has an element for each line, also inside a string over several', () => {
    const block = codeBlock('Code', 'x = """a\nb</pre>"""\n\ny = 1');
    const lines = [...block.matchAll(/<span>([\s\S]*?)\n?<\/span>/g)].map(([, line]) => line);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe('<i class="string">b&lt;/pre&gt;&quot;&quot;&quot;</i>');
  });
});

describe('escapeVisibly', () => {
  it('marks what is not seen, and keeps lines', () => {
    expect(escapeVisibly('a\r\nb\u200b<')).toBe('a\nb<span class="unseen" title="zero width space">U+200B</span>&lt;');
  });

  it('makes one mark of a run, and marks a carriage return that stands alone', () => {
    expect(escapeVisibly('\u200b'.repeat(40_000))).toBe(
      '<span class="unseen" title="zero width space">U+200B ×40000</span>',
    );
    expect(escapeVisibly('a\rb')).toContain('U+000D');
    expect(escapeVisibly('\u{e0041}\u{e0041}')).toContain('U+E0041 ×2');
    expect(escapeVisibly('\ud83d!')).toContain('U+D83D');
  });

  it('cuts with a note, and no character in half', () => {
    expect(cutText('ab😀', 3)).toMatch(/^ab\n… 2 more/);
    expect(cutText('abcdef', 3)).toBe("abc\n… 3 more characters are in the run's folder");
    expect(cutText('abc', 3)).toBe('abc');
  });
});
