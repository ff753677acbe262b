import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportDocument } from '../report-document.ts';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderJunit } from './render-junit.ts';

let document: ReportDocument;
let xml: string;
beforeAll(async () => {
  const sample = (await sampleDocument()).document;
  const [first] = sample.attempts.filter(({ kind }) => kind === 'judged');
  const attempts = sample.attempts.map((attempt) =>
    attempt === first && attempt.kind === 'judged' ? { ...attempt, verdict: 'inconclusive' as const } : attempt,
  );
  document = { ...sample, attempts };
  xml = renderJunit(document);
}, 30_000);

/** Opens and closes every element of a document that has no comments, and reads attributes; throws where it is not well-formed. */
function elementsOf(text: string): { name: string; attributes: Record<string, string>; text: string }[] {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
  const open: (typeof found)[number][] = [];
  let rest = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, '');
  while (rest.trim() !== '') {
    const [all = '', closing, name = '', written = '', empty] =
      /^<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/.exec(rest) ?? [];
    if (all === '') {
      const [words = ''] = /^[^<]+/.exec(rest) ?? [];
      if (words === '' || open.length === 0) throw new Error(`not well-formed: ${rest.slice(0, 100)}`);
      if (/&(?!(amp|lt|gt|quot|apos|#10|#9);)/.test(words)) throw new Error(`an entity that is none: ${words}`);
      const last = open.at(-1);
      if (last !== undefined) last.text += words;
      rest = rest.slice(words.length);
      continue;
    }
    rest = rest.slice(all.length);
    if (closing === '/') {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
      continue;
    }
    const attributes = Object.fromEntries(
      [...written.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    );
    const element = { name, attributes, text: '' };
    found.push(element);
    if (empty !== '/') open.push(element);
  }
  if (open.length > 0) throw new Error('something is left open');
  return found;
}

describe('renderJunit', () => {
  it('has a case for each attempt, and counts as many as there are', () => {
    const elements = elementsOf(xml);
    const named = (name: string) => elements.filter((element) => element.name === name);
    expect(named('testcase')).toHaveLength(document.attempts.length);
    for (const [what, attribute] of [
      ['failure', 'failures'],
      ['error', 'errors'],
      ['skipped', 'skipped'],
    ] as const) {
      expect(named(what).length).toBeGreaterThan(0);
      expect(named('testsuites')[0]?.attributes[attribute]).toBe(String(named(what).length));
      const sum = named('testsuite').reduce((total, { attributes }) => total + Number(attributes[attribute]), 0);
      expect(sum).toBe(named(what).length);
    }
    expect(named('testsuite').map(({ attributes }) => attributes['name'])).toContain(
      'generate/direct of openai:gpt-5-mini',
    );
  });

  it('gives a failure with its evidence: the test, the payload, what was seen', () => {
    const failure = elementsOf(xml).find(
      ({ name, attributes }) => name === 'failure' && attributes['type'] === 'vulnerable: exploited',
    );
    expect(failure?.text).toMatch(/^test_\w+\[plain\] \(security, (universal|policy)\): fail\npayload: /);
  });

  it('is well-formed whatever a model wrote', () => {
    const attempts = document.attempts.map((attempt) => ({
      ...attempt,
      key: { ...attempt.key, model: `a"<&'>${hostileTexts.escapes}` },
      detail: Object.values(hostileTexts).join('\n'),
      ...(attempt.kind === 'judged' && { tests: [] }),
    }));
    const hostile = renderJunit({ ...document, attempts: attempts.slice(0, 60) });
    expect(() => elementsOf(hostile)).not.toThrow();
    expect(hostile).not.toMatch(/(?![\n\t])\p{Cc}|[\u202e\ufffe]/u);
    expect(hostile.length).toBeLessThan(60 * 12_000);
    expect(hostile).toContain('U+202E');
  });
});
