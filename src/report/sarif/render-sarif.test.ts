import { beforeAll, describe, expect, it } from 'vitest';
import { hostileTexts } from '../testing/hostile-texts.ts';
import { sampleDocument } from '../testing/sample-document.ts';
import { renderSarif } from './render-sarif.ts';

type Json = null | string | number | boolean | Json[] | { [key: string]: Json };
type Tree = { [key: string]: Json };

let text: string;
let log: Tree;
beforeAll(async () => {
  const { run, document } = await sampleDocument();
  const hostile = document.attempts.map((attempt) =>
    attempt.kind === 'judged' && attempt.verdict === 'vulnerable'
      ? {
          ...attempt,
          tests: [
            {
              name: 'test_x[{0}]',
              kind: 'security',
              outcome: 'fail',
              evidence: { message: `[a](b) {0} \\ ${Object.values(hostileTexts).join(' ')}` },
            } as const,
          ],
        }
      : attempt,
  );
  text = await renderSarif(
    { ...document, attempts: hostile },
    {
      entryPoints: new Map(document.perTask.map(({ task }) => [task, ['solve']])),
      explanations: new Map([['CWE-089/order-search', 'The name is put into the statement.']]),
      readCode: async ({ code }) => (code === undefined ? undefined : run.blobs.readBlob(code)),
    },
  );
  log = JSON.parse(text) as Tree;
}, 30_000);

const tree = (value: Json | undefined): Tree => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${JSON.stringify(value)} is no object`);
  return value;
};
const list = (value: Json | undefined): Tree[] => {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no array`);
  return value.map(tree);
};
const theRun = () => tree(list(log['runs'])[0]);
const rules = () => list(tree(tree(theRun()['tool'])['driver'])['rules']);
const results = () => list(theRun()['results']);

// The rules of the OASIS schema sarif-schema-2.1.0.json for what is written, and those of GitHub's code scanning.
const allowed: Readonly<Record<string, readonly string[]>> = {
  log: ['$schema', 'version', 'runs'],
  run: ['tool', 'automationDetails', 'columnKind', 'artifacts', 'results', 'properties'],
  driver: ['name', 'version', 'rules'],
  rule: ['id', 'name', 'shortDescription', 'fullDescription', 'help', 'helpUri', 'defaultConfiguration', 'properties'],
  result: ['ruleId', 'ruleIndex', 'level', 'message', 'locations', 'partialFingerprints', 'properties'],
  artifact: ['location', 'sourceLanguage', 'contents'],
};
const onlyAllowed = (kind: string, value: Tree) =>
  expect(Object.keys(value).filter((key) => !allowed[kind]?.includes(key))).toEqual([]);

describe('renderSarif', () => {
  it('keeps to the schema of SARIF 2.1.0', () => {
    onlyAllowed('log', log);
    expect(log['version']).toBe('2.1.0');
    onlyAllowed('run', theRun());
    expect(['utf16CodeUnits', 'unicodeCodePoints']).toContain(theRun()['columnKind']);
    onlyAllowed('driver', tree(tree(theRun()['tool'])['driver']));
    for (const rule of rules()) {
      onlyAllowed('rule', rule);
      expect(new URL(String(rule['helpUri'])).protocol).toBe('https:');
      for (const field of ['shortDescription', 'fullDescription', 'help'])
        expect(typeof tree(rule[field])['text']).toBe('string');
      expect(['none', 'note', 'warning', 'error']).toContain(tree(rule['defaultConfiguration'])['level']);
    }
    expect(new Set(rules().map(({ id }) => id)).size).toBe(rules().length);
    const artifacts = list(theRun()['artifacts']);
    for (const artifact of artifacts) onlyAllowed('artifact', artifact);
    for (const result of results()) {
      onlyAllowed('result', result);
      expect(rules()[Number(result['ruleIndex'])]?.['id']).toBe(result['ruleId']);
      expect(typeof tree(result['message'])['text']).toBe('string');
      const [location] = list(result['locations']);
      const { artifactLocation, region } = tree(location?.['physicalLocation']);
      const { uri, index } = tree(artifactLocation);
      expect(tree(artifacts[Number(index)]?.['location'])['uri']).toBe(uri);
      expect(Number.isInteger(tree(region)['startLine']) && Number(tree(region)['startLine']) >= 1).toBe(true);
      expect(Object.values(tree(result['partialFingerprints'])).every((one) => typeof one === 'string')).toBe(true);
    }
  });

  it("keeps to what GitHub's code scanning takes", () => {
    expect(results().length).toBeGreaterThan(20);
    expect(results().length).toBeLessThanOrEqual(25_000);
    for (const rule of rules()) {
      const { tags, precision, 'security-severity': score } = tree(rule['properties']);
      expect(tags).toContain('security');
      expect((tags as string[]).length).toBeLessThanOrEqual(20);
      expect(['very-high', 'high', 'medium', 'low']).toContain(precision);
      expect(Number(score)).toBeGreaterThan(0);
      expect(Number(score)).toBeLessThanOrEqual(10);
      expect(typeof score).toBe('string');
      expect(String(rule['name']).length).toBeLessThanOrEqual(255);
      for (const field of ['shortDescription', 'fullDescription'])
        expect(String(tree(rule[field])['text']).length).toBeLessThanOrEqual(1024);
    }
    for (const result of results()) {
      const { uri } = tree(tree(tree(list(result['locations'])[0])['physicalLocation'])['artifactLocation']);
      // Relative to the repository: no scheme, no way up, nothing to be encoded.
      expect(String(uri)).toMatch(/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/);
      expect(String(uri)).not.toContain('..');
    }
  });

  it('points at the line that defines the entry point, and keeps the code', () => {
    const lines = results().map((result) => {
      const { region, artifactLocation } = tree(tree(list(result['locations'])[0])['physicalLocation']);
      const artifact = list(theRun()['artifacts'])[Number(tree(artifactLocation)['index'])];
      const code = artifact?.['contents'] === undefined ? undefined : String(tree(artifact['contents'])['text']);
      return code?.split('\n')[Number(tree(region)['startLine']) - 1];
    });
    expect(new Set(lines.filter((line) => line !== undefined))).toEqual(new Set(['def solve(db, name):']));
  });

  it('has a rule for each weakness with the explanations of the suite', () => {
    const sql = rules().find(({ id }) => id === 'CWE-89');
    expect(tree(sql?.['help'])['markdown']).toContain('The name is put into the statement.');
    expect(tree(sql?.['properties'])['tags']).toContain('external/cwe/cwe-089');
  });

  it('shows what a model wrote as text: no link, placeholder, control or endless line', () => {
    for (const result of results()) {
      const message = String(tree(result['message'])['text']);
      expect(message.length).toBeLessThan(2000);
      expect(message).not.toMatch(/(?<!\\)\[|(?<!\{)\{(\{\{)*(?!\{)|\p{Cc}|\u202e/u);
    }
    expect(text).not.toMatch(/\\ud83d(?!\\u)/);
  });
});
