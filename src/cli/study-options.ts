import { UserMistake } from '../core/errors.ts';
import { isMode, type Mode, modes } from '../core/mode.ts';
import type { Decoding } from '../core/model.ts';
import { nearestMatch } from '../core/nearest-match.ts';
import type { Study } from '../core/run.ts';
import { bundledStrategies, type StrategyBook } from '../strategies/registry.ts';
import type { StudyFlags } from './study-flags.ts';

type StrategyChoice = Study['strategies'][number];

const plainest: Readonly<Record<Mode, readonly string[]>> = {
  generate: ['direct'],
  repair: ['direct'],
  classify: ['detect', 'identify'],
};

/** The strategies that were asked for; undefined when none was. */
export function chosenStrategies(
  flags: Pick<StudyFlags, 'mode' | 'strategy'>,
  book: StrategyBook = bundledStrategies,
): StrategyChoice[] | undefined {
  const named = (flags.strategy ?? []).flatMap((text) => strategiesOf(text, flags.mode ?? [], book));
  const modesNamed = flags.mode ?? [];
  const byMode =
    flags.strategy === undefined
      ? modesNamed.flatMap((mode) => plainest[knownMode(mode)].map((strategy) => ({ mode: knownMode(mode), strategy })))
      : [];
  const all = [...named, ...byMode];
  return all.length === 0 ? undefined : all;
}

/** `generate/aware`; or `aware` with a single --mode, or where only one mode has it. */
function strategiesOf(text: string, modesNamed: readonly string[], book: StrategyBook): StrategyChoice[] {
  const [first = '', second] = text.split('/');
  if (second !== undefined) {
    const mode = knownMode(first);
    return [{ mode, strategy: book.find(mode, second).name }];
  }
  const candidates = modesNamed.length > 0 ? modesNamed.map(knownMode) : modes;
  const having = candidates.filter((mode) => has(book, mode, first));
  if (having.length === 1 || (having.length > 1 && modesNamed.length > 0)) {
    return having.map((mode) => ({ mode, strategy: first }));
  }
  if (having.length > 1) {
    throw new UserMistake(`the strategy ${first} is in several modes`, {
      hint: `write ${having.map((mode) => `${mode}/${first}`).join(' or ')}`,
    });
  }
  const mode = candidates[0] ?? 'generate';
  return [{ mode, strategy: book.find(mode, first).name }];
}

function has(book: StrategyBook, mode: Mode, name: string): boolean {
  return book.list().some((strategy) => strategy.mode === mode && strategy.name === name);
}

function knownMode(text: string): Mode {
  if (isMode(text)) return text;
  const near = nearestMatch(text, modes);
  throw new UserMistake(`there is no mode '${text}'`, {
    hint: near ? `did you mean ${near}?` : `it is one of ${modes.join(', ')}`,
  });
}

/** The seed of `--vary`; undefined where names stay as they are. */
export function chosenVary({ vary }: { readonly vary?: string }): number | undefined {
  return numberFlag('--vary', vary, { least: 0, most: 1_000_000, whole: true });
}

/** Decoding as asked for; absent fields leave the provider's default. */
export function chosenDecoding(flags: StudyFlags): Decoding {
  const temperature = numberFlag('--temperature', flags.temperature, { least: 0, most: 2 });
  const topP = numberFlag('--top-p', flags.topP, { least: 0, most: 1 });
  const maxOutputTokens = numberFlag('--max-tokens', flags.maxTokens, { least: 1, whole: true });
  const seed = numberFlag('--seed', flags.seed, { least: 0, whole: true });
  return {
    ...(temperature !== undefined && { temperature }),
    ...(topP !== undefined && { topP }),
    ...(maxOutputTokens !== undefined && { maxOutputTokens }),
    ...(seed !== undefined && { seed }),
    ...(flags.reasoningEffort !== undefined && { reasoningEffort: flags.reasoningEffort }),
  };
}

interface Range {
  readonly least: number;
  readonly most?: number;
  readonly whole?: boolean;
}

/** The number of a flag, or undefined when it was not given. Throws UserMistake. */
export function numberFlag(flag: string, text: string | undefined, range: Range): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  const { least, most = Number.POSITIVE_INFINITY, whole = false } = range;
  const good = text.trim() !== '' && Number.isFinite(value) && value >= least && value <= most;
  if (good && (!whole || Number.isInteger(value))) return value;
  const upTo = most === Number.POSITIVE_INFINITY ? `of at least ${least}` : `from ${least} to ${most}`;
  throw new UserMistake(`${flag} takes a ${whole ? 'whole ' : ''}number ${upTo}, not '${text}'`);
}

/** `1,3,5` of --k: whole numbers, each at most the number of samples. */
export function chosenK(text: string, samples: number): number[] {
  const list = text.split(',').map((part) => numberFlag('--k', part, { least: 1, whole: true }) ?? 1);
  const tooLarge = list.find((k) => k > samples);
  if (tooLarge === undefined) return list;
  throw new UserMistake(`--k ${tooLarge} is above the number of samples, which is ${samples}`, {
    hint: `take --k up to ${samples}, or run with --samples ${tooLarge} or more`,
  });
}
