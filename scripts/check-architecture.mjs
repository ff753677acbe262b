#!/usr/bin/env node
// Holds src and viewer/src to architecture.json: allowed edges between folders and to packages, no cycle, no unlisted folder, no file
// over its length. `--root FOLDER` checks another tree. Exit code 1: something is wrong, one line for each.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const mostLines = 250;
const rootLayer = '(root)';
/** The browser's app is one layer. */
const viewerFolder = 'viewer/src/';

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`, types included, comments and strings aside. */
export function importsOf(source) {
  const code = source.replace(/^\s*\/\*[\s\S]*?\*\//gm, '').replace(/^\s*\/\/.*$/gm, '');
  const statement = /^\s*(?:import|export)\b(?:[^'"`;]*?\bfrom\b)?\s*(['"])([^'"\n]+)\1/gm;
  const call = /\bimport\(\s*(['"])([^'"\n]+)\1\s*\)/g;
  return [...code.matchAll(statement), ...code.matchAll(call)].map((found) => found[2]);
}

/** All that is wrong in the tree, one line each. */
export function checkArchitecture(project) {
  const { layers, exceptions = {} } = JSON.parse(readFileSync(join(project, 'architecture.json'), 'utf8'));
  const files = ['src', viewerFolder].flatMap((folder) => sourceFiles(project, folder));
  const problems = [];
  const fileEdges = new Map();
  const layerEdges = new Map();
  for (const file of files) {
    const source = readFileSync(join(project, file), 'utf8');
    const layer = layerOf(file);
    const rule = layers[layer];
    problems.push(...lengthProblems(file, source, exceptions));
    if (rule === undefined) {
      problems.push(`${file.startsWith(viewerFolder) ? '' : 'src/'}${layer} is not listed in architecture.json`);
      continue;
    }
    // Tests may put real parts of several folders together; cycles of files and lengths hold for them too.
    const isTest = /\.test\.tsx?$/.test(file) || file.includes('/testing/');
    for (const wanted of importsOf(source)) {
      if (!wanted.startsWith('.')) {
        // A browser has none of Node's modules.
        const isOfNode = wanted.startsWith('node:') && layer !== 'viewer';
        if (!isTest && !isOfNode && !mayUsePackage(rule, wanted)) {
          problems.push(`${file}: ${layer} may not use the package ${packageOf(wanted)}`);
        }
        continue;
      }
      const target = normalize(join(dirname(file), wanted));
      if (!/^(src|viewer\/src)\/.*\.tsx?$/.test(target)) continue;
      const targetLayer = layerOf(target);
      addEdge(fileEdges, withoutSrc(file), withoutSrc(target));
      if (targetLayer === layer || isTest) continue;
      addEdge(layerEdges, layer, targetLayer);
      if (!rule.may.includes('*') && !rule.may.includes(targetLayer)) {
        problems.push(`${file}: ${layer} may not import ${targetLayer} (${withoutSrc(target)})`);
      }
    }
  }
  for (const cycle of cycles(fileEdges)) problems.push(`cycle of files: ${cycle.join(' → ')}`);
  for (const cycle of cycles(layerEdges)) problems.push(`cycle of folders: ${cycle.join(' → ')}`);
  for (const file of Object.keys(exceptions)) {
    if (!existsSync(join(project, file))) problems.push(`architecture.json excepts ${file}, which does not exist`);
  }
  return [...new Set(problems)].sort();
}

/** Below the project; none where there is no such folder. */
function sourceFiles(project, folder) {
  if (!existsSync(join(project, folder))) return [];
  return readdirSync(join(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => relative(project, join(entry.parentPath, entry.name)))
    .sort();
}

function layerOf(file) {
  if (file.startsWith(viewerFolder)) return 'viewer';
  const [, folder, ...rest] = file.split('/');
  return rest.length === 0 ? rootLayer : folder;
}

function withoutSrc(file) {
  return file.replace(/^src\//, '');
}

function lengthProblems(file, source, exceptions) {
  const lines = source.split('\n').length - 1;
  const reason = exceptions[file];
  if (lines > mostLines && !reason)
    return [`${file} has ${lines} lines; ${mostLines} without a reason in architecture.json`];
  if (lines <= mostLines && reason) return [`${file} needs no exception in architecture.json any more`];
  return [];
}

function packageOf(wanted) {
  return wanted
    .split('/')
    .slice(0, wanted.startsWith('@') ? 2 : 1)
    .join('/');
}

function mayUsePackage(rule, wanted) {
  const name = packageOf(wanted);
  return rule.packages.some((allowed) =>
    allowed.endsWith('*') ? name.startsWith(allowed.slice(0, -1)) : name === allowed,
  );
}

function addEdge(edges, from, to) {
  edges.set(from, (edges.get(from) ?? new Set()).add(to));
}

/** One cycle for each group of nodes that reach each other, as a closed path. */
function cycles(edges) {
  const found = [];
  const state = new Map();
  const path = [];
  const visit = (node) => {
    state.set(node, 'open');
    path.push(node);
    for (const next of edges.get(node) ?? []) {
      if (state.get(next) === 'open') found.push([...path.slice(path.indexOf(next)), next]);
      else if (!state.has(next)) visit(next);
    }
    path.pop();
    state.set(node, 'done');
  };
  for (const node of edges.keys()) if (!state.has(node)) visit(node);
  return found;
}

async function main() {
  // A check that finds nothing is only worth something if it would find it.
  const { selfTest } = await import('./check-architecture.self-test.mjs');
  selfTest();
  const given = process.argv.indexOf('--root');
  const here = dirname(dirname(fileURLToPath(import.meta.url)));
  const problems = checkArchitecture(given < 0 ? here : resolve(process.argv[given + 1] ?? '.'));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exitCode = 1;
}

// Not awaited here: the self-test imports this module, and would wait for it for ever.
if (process.argv[1] === fileURLToPath(import.meta.url)) main();
