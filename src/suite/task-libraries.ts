import type { EnvironmentDefinition, Task } from '../core/task.ts';

const importLine = /^[ \t]*(?:from|import)[ \t]+([A-Za-z_][\w]*)/gm;
const moreOnTheLine = /^[ \t]*import[ \t]+(.+)$/gm;

/** What of the environment's libraries the two main references import, by import name; empty: the standard library does. */
export function taskLibraries(task: Task, environment: EnvironmentDefinition): string[] {
  const named = new Set<string>();
  for (const { name, code } of task.variants) {
    if (name === 'secure' || name === 'insecure') for (const module of importedModules(code)) named.add(module);
  }
  return Object.keys(environment.libraries).filter((library) => named.has(library));
}

/** Top-level packages that Python source imports. Text in a docstring that looks like an import counts as one. */
export function importedModules(code: string): string[] {
  const first = [...code.matchAll(importLine)].map(([, name = '']) => name);
  const further = [...code.matchAll(moreOnTheLine)].flatMap(([, list = '']) =>
    list.split(',').map((part) => /^\s*([A-Za-z_]\w*)/.exec(part)?.[1] ?? ''),
  );
  return [...new Set([...first, ...further])].filter((name) => name !== '');
}
