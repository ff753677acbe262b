// A small tree with one of each mistake: check-architecture.mjs must find them all, and nothing else.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkArchitecture } from './check-architecture.mjs';

const architecture = {
  layers: {
    core: { may: [], packages: ['zod'] },
    suite: { may: ['core'], packages: ['@scope/*'] },
    runner: { may: ['core', 'suite'], packages: [] },
    cli: { may: ['*'], packages: [] },
    viewer: { may: ['suite'], packages: ['preact'] },
    '(root)': { may: ['core', 'runner'], packages: [] },
  },
  exceptions: { 'src/core/long.ts': 'a table', 'src/core/gone.ts': 'it is gone' },
};

const files = {
  'src/core/task.ts': "import { z } from 'zod';\nimport type {\n  A,\n} from '../suite/load.ts';\n",
  'src/core/long.ts': 'export {};\n'.repeat(251),
  'src/core/too-long.ts': 'export {};\n'.repeat(251),
  'src/suite/load.ts': "export * from './view.ts';\nimport '@scope/one';\nconst yaml = await import('yaml');\n",
  'src/suite/view.ts': "import type { Load } from './load.ts';\n// import { x } from '../runner/run.ts';\n",
  'src/suite/load.test.ts': "import { expect } from 'vitest';\nimport { run } from '../runner/run.ts';\n",
  'src/runner/run.ts': "import { readFile } from 'node:fs/promises';\nconst text = 'from';\n",
  'src/cli/main.ts': "import '../runner/run.ts';\n",
  'src/stray/lost.ts': 'export {};\n',
  'viewer/src/app.tsx':
    "import { render } from 'preact/hooks';\nimport 'node:fs';\nimport './style.css';\nimport '../../src/suite/view.ts';\n",
  'viewer/src/run/run.ts': "import '../app.tsx';\nimport '../../../src/runner/run.ts';\n",
  'src/index.ts': "export { load } from './suite/load.ts';\n",
};

const expected = [
  'architecture.json excepts src/core/gone.ts, which does not exist',
  'cycle of files: suite/load.ts → suite/view.ts → suite/load.ts',
  'cycle of folders: core → suite → core',
  'src/core/task.ts: core may not import suite (suite/load.ts)',
  'src/core/too-long.ts has 251 lines; 250 without a reason in architecture.json',
  'src/index.ts: (root) may not import suite (suite/load.ts)',
  'src/stray is not listed in architecture.json',
  'src/suite/load.ts: suite may not use the package yaml',
  'viewer/src/app.tsx: viewer may not use the package node:fs',
  'viewer/src/run/run.ts: viewer may not import runner (runner/run.ts)',
];

export function selfTest() {
  const project = mkdtempSync(join(tmpdir(), 'seceval-architecture-'));
  try {
    // The folders form a cycle only with an edge back.
    const all = { ...files, 'src/suite/back.ts': "import '../core/long.ts';\n" };
    for (const [path, text] of Object.entries({ 'architecture.json': JSON.stringify(architecture), ...all })) {
      mkdirSync(dirname(join(project, path)), { recursive: true });
      writeFileSync(join(project, path), text);
    }
    assert.deepEqual(checkArchitecture(project), expected);
  } finally {
    rmSync(project, { recursive: true });
  }
}
