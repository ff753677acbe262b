import fc from 'fast-check';
import { expect, test } from 'vitest';
import { UserMistake } from '../../core/errors.ts';
import { readSarif } from './read-sarif.ts';

const at = (uri: string, startLine = 3) => ({ physicalLocation: { artifactLocation: { uri }, region: { startLine } } });
const log = (run: object) => JSON.stringify({ version: '2.1.0', runs: [run] });
const driver = (rules: readonly object[], name = 'Tool') => ({ driver: { name, version: '1.2', rules } });
const only = (text: string) => {
  const [run] = readSarif(text, 'log.sarif');
  if (run === undefined) throw new Error('no run');
  return run;
};

test.each([
  ['CodeQL tags', { id: 'py/sql', properties: { tags: ['security', 'external/cwe/cwe-089'] } }, {}, ['CWE-89']],
  ['semgrep tags', { id: 'sql', properties: { tags: ['CWE-89: Improper …', 'LOW CONFIDENCE'] } }, {}, ['CWE-89']],
  ['a property', { id: 'x', properties: { cwe: ['CWE-78', 'CWE-088'] } }, {}, ['CWE-78', 'CWE-88']],
  [
    'a relationship',
    { id: 'x', relationships: [{ target: { id: '611', toolComponent: { name: 'CWE' } } }] },
    {},
    ['CWE-611'],
  ],
  ['a taxon of the result', { id: 'x' }, { taxa: [{ id: 'CWE-22', toolComponent: { name: 'CWE' } }] }, ['CWE-22']],
  ['our table, for a tool that tags nothing', { id: 'B608' }, {}, ['CWE-89']],
  ['nothing', { id: 'style' }, {}, []],
])('the weakness is read from %s', (_name, rule, extra, expected) => {
  const result = { ruleId: rule.id, message: { text: 'bad' }, locations: [at('file:///tmp/x/a.py')], ...extra };
  const { findings } = only(log({ tool: driver([rule]), results: [result] }));
  expect(findings.get('a.py')).toEqual([{ rule: rule.id, cwes: expected, line: 3, message: 'bad' }]);
});

test('a rule is found by its index, in an extension too, and a file by its index', () => {
  const rule = { id: 'py/path', properties: { tags: ['external/cwe/cwe-022'] } };
  const text = log({
    tool: { driver: { name: 'CodeQL' }, extensions: [{ name: 'queries', rules: [rule] }] },
    artifacts: [{ location: { uri: 'a.py' } }],
    results: [
      {
        rule: { index: 0, toolComponent: { index: 0 } },
        message: { markdown: 'path' },
        locations: [{ physicalLocation: { artifactLocation: { index: 0 } } }],
      },
    ],
  });
  expect(only(text)).toMatchObject({ tool: 'codeql', version: 'unknown' });
  expect(only(text).findings.get('a.py')).toEqual([{ rule: 'py/path', cwes: ['CWE-22'], line: 1, message: 'path' }]);
});

test('what passed and what the user suppressed is no finding; what the code suppressed is one', () => {
  const result = (extra: object) => ({ ruleId: 'B608', message: {}, locations: [at('a.py')], ...extra });
  const results = [
    result({ kind: 'pass' }),
    result({ suppressions: [{ kind: 'external' }] }),
    result({ suppressions: [{ kind: 'inSource' }] }),
    result({ suppressions: [{ kind: 'external', status: 'rejected' }] }),
  ];
  expect(only(log({ tool: driver([]), results })).findings.get('a.py')).toHaveLength(2);
});

test('a file that the tool could not read is told apart', () => {
  const toolExecutionNotifications = [{ level: 'error', message: { text: 'syntax' }, locations: [at('b.py')] }];
  const run = only(log({ tool: driver([]), results: [], invocations: [{ toolExecutionNotifications }] }));
  expect([...run.unread]).toEqual([['b.py', 'syntax']]);
});

test('what is no SARIF is a mistake that names the file', () => {
  for (const text of ['', '{', '[]', '{"version":"1.0.0","runs":[]}', '{"version":"2.1.0"}']) {
    expect(() => readSarif(text, 'log.sarif')).toThrow(/log\.sarif/);
  }
});

test('no JSON makes it fail otherwise', () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      try {
        readSarif(text, 'log.sarif');
      } catch (error) {
        expect(error).toBeInstanceOf(UserMistake);
      }
    }),
  );
});
