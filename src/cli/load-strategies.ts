import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { UserMistake } from '../core/errors.ts';
import type { Strategy } from '../core/strategy.ts';
import { checkOwnStrategy } from '../own-strategy.ts';
import { bundledStrategies, createStrategyBook, type StrategyBook } from '../strategies/registry.ts';

export interface LoadedStrategies {
  readonly book: StrategyBook;
  /** The values of `--strategy`, with `mode/name` in place of a file. */
  readonly names: string[] | undefined;
}

/** Loads the strategies that `--strategy` names by their file. Throws UserMistake for a file that holds none. */
export async function loadStrategies(values: readonly string[] | undefined): Promise<LoadedStrategies> {
  if (values === undefined) return { book: bundledStrategies, names: undefined };
  const own = new Map<string, Strategy[]>();
  for (const value of values.filter(isFile)) own.set(value, await loadFile(value));
  const names = values.flatMap((value) => own.get(value)?.map(({ mode, name }) => `${mode}/${name}`) ?? [value]);
  return { book: createStrategyBook([...own.values()].flat()), names };
}

/** `./mine.ts`, `/home/me/mine.js`; `generate/aware` is none. */
function isFile(value: string): boolean {
  return /^\.{0,2}[/\\]/.test(value) || /\.[cm]?[jt]s$/.test(value);
}

async function loadFile(file: string): Promise<Strategy[]> {
  const path = resolve(file);
  const source = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UserMistake(`--strategy: cannot read ${file}`, { cause, hint: 'name a TypeScript or JavaScript file' });
  });
  const { createJiti } = await import('jiti');
  // A file anywhere may import this package by its name.
  const built = fileURLToPath(new URL('../index.js', import.meta.url));
  const alias = { seceval: existsSync(built) ? built : built.replace(/\.js$/, '.ts') };
  const jiti = createJiti(pathToFileURL(path).href, { alias, fsCache: false, moduleCache: false });
  const exported = await jiti.import<unknown>(path, { default: true }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UserMistake(`--strategy: ${file} cannot be loaded: ${why}`, {
      cause,
      hint: 'run it through node to see more',
    });
  });
  const all = Array.isArray(exported) ? exported : [exported];
  return all.map((one) => checkOwnStrategy(one, file, source));
}
