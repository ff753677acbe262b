import type { CodeBlock } from './code-block.ts';
import { isNeutralLabel, isPythonLabel } from './label.ts';
import { looksLikePython, type TopLevelNames, topLevelNames, wordsOf } from './python-signs.ts';

export interface Choice {
  readonly code: string;
  readonly blocks: readonly CodeBlock[];
  /** The blocks together define every entry point. */
  readonly definesAll: boolean;
  /** One block defines every entry point by itself. */
  readonly complete: boolean;
}

interface Candidate {
  readonly block: CodeBlock;
  readonly names: TopLevelNames;
  readonly words: ReadonlySet<string>;
  /** The entry points that it defines. */
  readonly entries: readonly string[];
  readonly looksLikePython: boolean;
}

/** The module among an answer's blocks; undefined when none of them is Python. */
export function chooseBlocks(blocks: readonly CodeBlock[], entryPoints: readonly string[]): Choice | undefined {
  const all = blocks.filter((block) => block.code.trim() !== '').map((block) => describe(block, entryPoints));
  const python = all.filter(isPython);
  // A wrong label is believed less than the names that were asked for.
  const usable = python.length > 0 ? python : all.filter((each) => each.looksLikePython && each.entries.length > 0);
  const main = mainCandidates(usable, entryPoints);
  if (main.length === 0) return undefined;
  const picked = withWhatTheyUse(main, usable, entryPoints);
  return {
    code: picked.map((each) => each.block.code).join('\n\n'),
    blocks: picked.map((each) => each.block),
    definesAll: new Set(main.flatMap((each) => each.entries)).size === entryPoints.length,
    complete: main.length === 1 && main[0]?.entries.length === entryPoints.length,
  };
}

function describe(block: CodeBlock, entryPoints: readonly string[]): Candidate {
  const names = topLevelNames(block.code);
  const entries = entryPoints.filter((name) => names.defined.has(name) || names.assigned.has(name));
  return { block, names, words: wordsOf(block.code), entries, looksLikePython: looksLikePython(block.code) };
}

function isPython({ block, entries, looksLikePython }: Candidate): boolean {
  if (block.source === 'fence' && isPythonLabel(block.label)) return true;
  return isNeutralLabel(block.label) && (looksLikePython || entries.length > 0);
}

/** The last complete version; else the blocks over which the entry points are spread; else the best guess. */
function mainCandidates(candidates: readonly Candidate[], entryPoints: readonly string[]): readonly Candidate[] {
  const complete = candidates.findLast((each) => each.entries.length === entryPoints.length);
  if (complete !== undefined) return [complete];
  const partial = candidates.filter((each) => each.entries.length > 0);
  if (partial.length > 0) return partial;
  return candidates.toSorted((a, b) => b.block.code.length - a.block.code.length).slice(0, 1);
}

/**
 * Adds blocks that define something which the chosen ones use and do not define: a helper shown on its own, the imports
 * of the version that a later block replaces. A block that speaks of an entry point without defining it is an example
 * of its use, and stays out.
 */
function withWhatTheyUse(
  main: readonly Candidate[],
  candidates: readonly Candidate[],
  entryPoints: readonly string[],
): readonly Candidate[] {
  // Of two versions of a helper the later one stays in the table.
  const definedBy = new Map<string, Candidate>();
  for (const each of candidates) {
    if (entryPoints.some((name) => each.words.has(name) && !each.entries.includes(name))) continue;
    for (const name of [...each.names.defined, ...each.names.imported]) definedBy.set(name, each);
  }
  const picked = new Set(main);
  const known = new Set(main.flatMap(boundNames));
  for (const each of picked) {
    for (const word of each.words) {
      const helper = known.has(word) ? undefined : definedBy.get(word);
      if (helper === undefined || picked.has(helper)) continue;
      picked.add(helper);
      for (const name of boundNames(helper)) known.add(name);
    }
  }
  return candidates.filter((each) => picked.has(each));
}

function boundNames({ names }: Candidate): readonly string[] {
  return [...names.defined, ...names.imported, ...names.assigned];
}
