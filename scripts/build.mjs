#!/usr/bin/env node
// Compiles src and the viewer into dist. Does nothing when no source has changed since the last build. Exit code 1: it does not compile.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildViewer } from './build-viewer.mjs';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(project, 'dist');
const stampFile = join(dist, '.stamp');

/** Files that belong into dist, by path below the project. */
function sources(folder) {
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.length + 1))
    .filter((path) => !path.endsWith('.test.ts') && !path.includes('/testing/'))
    .sort();
}

function stamp(paths) {
  const hash = createHash('sha256');
  const scripts = ['scripts/build.mjs', 'scripts/build-viewer.mjs'];
  for (const path of [...paths, 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json', ...scripts]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(project, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

const paths = sources('src');
const wanted = stamp([...paths, ...sources('viewer')]);
if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) process.exit(0);

const compiler = join(project, 'node_modules/typescript/bin/tsc');
if (!existsSync(compiler)) {
  console.error('build: node_modules is missing: npm ci');
  process.exit(3);
}
// Beside dist, so that a command that runs from dist meanwhile never sees half of it.
const half = join(project, '.cache', `build-${process.pid}`);
try {
  const compiled = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--outDir', half], {
    cwd: project,
    stdio: 'inherit',
  });
  if (compiled.status !== 0 || !(await builtViewer())) {
    console.error('build: the sources do not compile');
    process.exitCode = 1;
  } else {
    for (const path of paths.filter((name) => !name.endsWith('.ts'))) {
      const target = join(half, path.slice('src/'.length));
      mkdirSync(dirname(target), { recursive: true });
      copyFileSync(join(project, path), target);
    }
    chmodSync(join(half, 'cli/main.js'), 0o755);
    writeFileSync(join(half, '.stamp'), wanted);
    rmSync(dist, { recursive: true, force: true });
    renameSync(half, dist);
  }
} finally {
  rmSync(half, { recursive: true, force: true });
}

async function builtViewer() {
  return buildViewer(project, join(half, 'viewer')).then(
    () => true,
    (error) => console.error(String(error)),
  );
}
