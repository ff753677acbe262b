import { expect, test } from 'vitest';
import { loadSuite } from './load-suite.ts';
import { staticFindings } from './static-checks.ts';
import { sampleFiles, withFolder } from './testing/suite-folder.ts';

const task = 'CWE-089/order-search';

async function found(change: Readonly<Record<string, string | ((text: string) => string)>>): Promise<string[]> {
  const files = sampleFiles();
  for (const [name, text] of Object.entries(change)) {
    const path = `${task}/${name}`;
    files[path] = typeof text === 'string' ? text : text(files[path] ?? '');
  }
  const suite = await withFolder(files, loadSuite);
  return suite.tasks
    .flatMap((task) => staticFindings(task, suite.tasks))
    .map(({ check, detail }) => `${check}: ${detail}`);
}

const add = (text: string) => (before: string) => `${before}\n${text}\n`;
const functional = (body: string) => found({ 'test_function.py': `def test_x(solution, shop):\n    ${body}\n` });

test('a sound task has no findings', async () => {
  expect(await found({})).toEqual([]);
});

test('prose is there and of sensible length, steps are numbered', async () => {
  expect(await found({ 'aware.md': 'Bind it.', 'steps.md': (text) => text.replace('2. ', '') })).toEqual([
    'prose: aware.md has 8 characters; 80 to 4000 are sensible',
    'prose: steps.md has no numbered steps',
  ]);
});

test('a problem names no weakness and no word of security', async () => {
  const line = 'Search securely. An Attacker may inject code (SQL injection, CWE-89).';
  const hints = await found({ 'problem.md': add(line) });
  expect(
    hints.filter((hint) => hint.startsWith('problem-hints: problem.md:')).map((hint) => hint.split(' ').at(-1)),
  ).toEqual(['"securely"', '"attacker"', '"inject"', '"injection"', '"cwe-89"']);
  expect(hints).toContain('problem-hints: problem.md names "sql injection"');
});

test('ordinary words that hold a word of security are no hint', async () => {
  const line =
    'The password and the token go into a hackathon form; the thread injury report is unsaved, the injector is not.';
  expect(await found({ 'problem.md': add(line.replace('injector', 'projector')) })).toEqual([]);
});

test('what a functional test expects stands in the problem, or came from the test', async () => {
  expect(await functional('assert solution.find_orders(shop, "Ada")[0]["shipped"] is None')).toEqual([
    `hidden-specification: test_function.py:2: "shipped" is expected, but stands neither in problem.md nor in the test's input`,
  ]);
  expect(
    await functional('assert solution.find_orders(shop, "Ada")[0] == {"number": 7, "placed": "2024-05-01"}'),
  ).toEqual([]);
  expect(await functional('assert solution.greeting("Ada Byron") == "Ada Byron"')).toEqual([]);
  expect(await functional('assert solution.page("Ada") == "Orders of Ada: none"')).toHaveLength(1);
  expect(await functional('with raises("KeyError"):\n        solution.find_orders("", "")')).toHaveLength(1);
  expect(await functional('with raises("ValueError"):\n        solution.find_orders("", "")')).toEqual([]);
});

test('messages of asserts, docstrings, headers of HTTP and classes of patterns are no specification', async () => {
  expect(await functional('assert solution.answer() == 1, "the first answer is one"')).toEqual([]);
  expect(await functional('"""Nothing is expected here."""\n    assert solution.answer()')).toEqual([]);
  expect(await functional('assert solution.answer().headers["content-type"]')).toEqual([]);
  expect(await functional('assert re.fullmatch(r"[A-Za-z0-9_]{20,}", solution.answer())')).toEqual([]);
});

test('knowledge of defences carries no answers', async () => {
  const changes = {
    'test_security.py': 'def test_y(solution):\n    assert solution.find_orders("a", "b") == "no such customer"\n',
    'aware.md': add('Then return "no such customer".'),
  };
  expect(await found(changes)).toEqual(['answers: aware.md holds "no such customer", which a test expects']);
  expect(await found({ ...changes, 'problem.md': add('Otherwise it is `no such customer`.') })).toEqual([]);
});

test('references tell nothing in notes and names of their own, and may use libraries that do', async () => {
  const code = [
    'import yaml',
    'from werkzeug.utils import secure_filename',
    'def find_orders(path, name):',
    '    """Builds the query unsafely."""',
    '    safe_name = yaml.safe_load(name)  # prevents injection',
    '    return cookie(secure=True, text="an attack")',
  ];
  expect(await found({ 'python/secure-2.py': code.join('\n') })).toEqual([
    'telling-reference: python/secure-2.py:5: "safe_name"',
    'telling-reference: python/secure-2.py:4: "unsafely"',
    'telling-reference: python/secure-2.py:5: "injection"',
  ]);
});

test('every reference defines every entry point', async () => {
  const imported = 'from functools import partial as find_orders\n';
  expect(
    await found({
      'python/insecure-2.py': 'class Orders:\n    def find_orders(self): ...\n',
      'python/secure-2.py': imported,
    }),
  ).toEqual(['entry-points: python/insecure-2.py does not define find_orders']);
});
