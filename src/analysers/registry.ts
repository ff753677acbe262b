// Static analysers: they read what models wrote and never run it, and what they say is a second witness beside the tests.
import type { Analyser } from '../core/analyser.ts';
import { UserMistake } from '../core/errors.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import { createBandit } from './external/bandit.ts';
import { createCodeql } from './external/codeql.ts';
import { type ExternalTool, externalAnalyser } from './external/external-analyser.ts';
import { findTool } from './external/find-tool.ts';
import { createSemgrep } from './external/semgrep.ts';
import { createRuff } from './ruff/ruff.ts';

export const analyserNames = ['ruff', 'bandit', 'semgrep', 'codeql'] as const;
export type AnalyserName = (typeof analyserNames)[number];

export interface AnalyserOptions {
  /** semgrep: file or folder of rules. */
  readonly config?: string;
  /** codeql: folder of query packs, where they do not lie beside it. */
  readonly packs?: string;
}

const external: Readonly<
  Record<Exclude<AnalyserName, 'ruff'>, (program: string, options: AnalyserOptions) => Promise<ExternalTool>>
> = {
  bandit: (program) => createBandit(program),
  semgrep: (program, { config }) => createSemgrep(program, config),
  codeql: (program, { packs }) => createCodeql(program, packs),
};

/** Opens an analyser. Throws `UserMistake` where there is none of that name, or it is not installed. */
export async function openAnalyser(name: string, options: AnalyserOptions = {}): Promise<Analyser> {
  const known = analyserNames.find((one) => one === name);
  if (known === undefined) {
    const near = nearestMatch(name, analyserNames);
    throw new UserMistake(`there is no analyser '${name}'`, {
      hint: near === undefined ? `there are ${analyserNames.join(', ')}; others by --sarif` : `did you mean ${near}?`,
    });
  }
  if (known === 'ruff') return createRuff();
  const program = await findTool(known);
  if (program === undefined) {
    throw new UserMistake(`${known} is not installed: it is not on PATH`, {
      hint: 'install it, or leave it out; ruff is built in',
    });
  }
  return externalAnalyser(await external[known](program, options));
}

/** Those that can be used as they are: what is built in, and what is installed and needs nothing more. */
export async function defaultAnalysers(): Promise<AnalyserName[]> {
  return (await findTool('bandit')) === undefined ? ['ruff'] : ['ruff', 'bandit'];
}
