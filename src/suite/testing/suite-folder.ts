import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files of a small suite that loads and has nothing to find, by path. */
export function sampleFiles(): Record<string, string> {
  const id = 'CWE-089/order-search';
  const code = 'def find_orders(path, name):\n    return []\n';
  const prose = 'The shop keeps its orders in a SQLite file. The function finds the orders of one customer. '.repeat(3);
  return {
    'suite.yaml': 'name: sample\nversion: 1.2.3\nseed: 7\nabout: A suite for tests.\n',
    'environment.yaml': 'debian: trixie\npackages: [python3]\nlibraries: {}\n',
    [`${id}/task.yaml`]: [
      'id: CWE-089/order-search',
      'title: Search the orders of a shop',
      'cwe: CWE-89',
      'labels: [CWE-89, CWE-943]',
      'severity: high',
      'fit: strong',
      'family: sql-search',
      'entry-points: [find_orders]',
      'languages: [python]',
      '',
    ].join('\n'),
    [`${id}/problem.md`]: `${prose}\nEvery order is a dict with \`number\` and \`placed\`. A missing file raises ValueError.\n`,
    [`${id}/aware.md`]: `${prose}\nThe name is data.\n`,
    [`${id}/steps.md`]: `1. ${prose}\n2. Bind the name as a parameter.\n`,
    [`${id}/explanation.md`]: prose,
    [`${id}/test_function.py`]: 'def test_x(solution):\n    assert solution.find_orders("a", "b") == []\n',
    [`${id}/test_security.py`]: 'def test_y(solution):\n    assert solution.find_orders("a", "\'") == []\n',
    ...Object.fromEntries(
      ['secure', 'secure-2', 'insecure', 'insecure-2', 'insecure-3'].map((name) => [`${id}/python/${name}.py`, code]),
    ),
  };
}

/** Writes files into a new folder, hands it to `use`, and removes it. */
export async function withFolder<Result>(
  files: Readonly<Record<string, string>>,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'seceval-suite-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
