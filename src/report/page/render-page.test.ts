import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../core/canonical.ts';
import { buildReport } from '../build-report.ts';
import type { ReportDocument } from '../report-document.ts';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { sampleRun } from '../testing/sample-run.ts';
import type { PageData, TaskChunk } from './page-data.ts';
import { renderPage } from './render-page.ts';

const app = { script: 'show()', style: 'a{}' };
const nothing = { app, readBlob: async () => undefined, referencesOf: () => ({}) };
const everything = Object.values(hostileTexts).join('\n');

function blocksOf(page: string): { data: PageData; chunks: TaskChunk[] } {
  const [data, ...chunks] = [...page.matchAll(/<script type="application\/json"[^>]*>([^<]*)<\/script>/g)].map(
    ([, json]) => JSON.parse(json ?? ''),
  );
  return { data, chunks };
}

/** A run in which every text that a model can choose is hostile. */
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
  const readBlob = async (hash: string) => (hash === 'code' ? everything : exchange);
  return renderPage({ ...document, attempts }, { ...nothing, readBlob });
}

describe('renderPage', () => {
  it('loads nothing, and lets only its own script and style run', async () => {
    const page = await renderPage(await buildReport(sampleRun()), nothing);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    expect(policy).toMatch(
      /^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; connect-src 'none'/,
    );
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
    expect(page.match(/<script>/g)).toHaveLength(1);
    expect(page).not.toMatch(/(src|href)="|url\(|@import|<(link|img|iframe|object)/);
  });

  it('holds what a model wrote as inert JSON, without a character that is not seen', async () => {
    const page = await hostilePage();
    const { data, chunks } = blocksOf(page);
    // As many blocks as it made: none was ended, none begun, by a text.
    expect(page.match(/<script/g)).toHaveLength(2 + chunks.length);
    expect(page.match(/<\/script/g)).toHaveLength(2 + chunks.length);
    expect(page).not.toMatch(/<img|<!-- |<details/);
    for (const unseen of ['\u202e', '\u2066', '\u001b', '\u0000', '\u200b', '\u{e0041}'])
      expect(page).not.toContain(unseen);
    expect(chunks[0]?.shared.join('\n')).toContain(hostileTexts.closesScript);
    expect(chunks[0]?.shared.join('\n')).toContain(hostileTexts.rightToLeft);
    expect(data.attempts.count).toBe(8);
  });

  it('bounds what it holds of one text, and says by how much', async () => {
    const { chunks } = blocksOf(await hostilePage());
    const texts = chunks.flatMap(({ shared }) => shared);
    expect(Math.max(...texts.map((text) => text.length))).toBe(65_536);
    const packed = Object.values(chunks[0]?.attempts ?? {})[0];
    expect(packed?.texts.code?.[1]).toBe(everything.length - 65_536);
    expect(packed?.tests?.[0]?.evidence?.message).toMatch(/more characters are in the run's folder$/);
  });

  it('does without texts that are lost or damaged, and without any attempt', async () => {
    const run = sampleRun();
    const { data, chunks } = blocksOf(
      await renderPage(await buildReport(run), { ...nothing, readBlob: async () => '{"prompt":' }),
    );
    expect(chunks.flatMap(({ attempts }) => Object.values(attempts)).every(({ texts }) => !('answer' in texts))).toBe(
      true,
    );
    expect(data.texts).toEqual({ kind: 'embedded', leftOut: 0 });
    const empty = await renderPage(await buildReport({ ...run, events: [] }), nothing);
    expect(blocksOf(empty).data.attempts.count).toBe(0);
  });

  it('holds prompts that attempts share once a task, and the references beside them', async () => {
    const run = sampleRun();
    const page = await renderPage(await buildReport(run), {
      app,
      readBlob: run.blobs.readBlob,
      referencesOf: (task) => ({ secure: `# ${task}` }),
    });
    const { data, chunks } = blocksOf(page);
    expect(chunks).toHaveLength(data.document.perTask.length);
    for (const [place, { references, shared, attempts }] of chunks.entries()) {
      expect(references).toEqual({ secure: `# ${data.document.perTask[place]?.task}` });
      expect(new Set(shared).size).toBe(shared.length);
      for (const attempt of Object.keys(attempts)) expect(data.attempts.task[Number(attempt)]).toBe(place);
    }
    expect(chunks.reduce((sum, { attempts }) => sum + Object.keys(attempts).length, 0)).toBe(data.attempts.count);
  });
});

describe('a run with more texts than a page has room for', () => {
  it('keeps one attempt of every outcome of every cell before a second of any, and says how many are left out', async () => {
    const document: ReportDocument = await buildReport(sampleRun({ samples: 3 }));
    const large = 'x'.repeat(60_000);
    const exchange = (hash: string) =>
      canonicalJson({ prompt: { user: `${hash}${large}` }, completion: { text: '', finish: 'stop', usage: {} } });
    const page = await renderPage(document, { ...nothing, readBlob: async (hash) => exchange(hash) });
    const { data, chunks } = blocksOf(page);
    const kept = chunks.flatMap(({ attempts }) => Object.keys(attempts).map(Number));
    expect(data.texts).toEqual({ kind: 'embedded', leftOut: document.attempts.length - kept.length });
    expect(kept.length).toBeLessThan(document.attempts.length);
    const { row, task, outcome } = data.attempts;
    const cell = (place: number) => [row[place], task[place], outcome[place]].join();
    const faulty = (place: number) => ['vulnerable', 'wrong'].includes(outcomeName(data, place));
    const wanted = new Set(
      document.attempts
        .map((_, place) => place)
        .filter(faulty)
        .map(cell),
    );
    const found = new Set(kept.filter(faulty).map(cell));
    expect(found).toEqual(wanted);
  });
});

function outcomeName({ attempts }: PageData, place: number): string {
  return (
    ['secure', 'right', 'vulnerable', 'wrong', 'broken', 'invalid', 'inconclusive', 'open'][
      attempts.outcome[place] ?? -1
    ] ?? ''
  );
}
