import type { Task, Variant } from '../../core/task.ts';
import { sourceEndings } from '../load-variants.ts';
import type { Finding } from './finding.ts';
import { type PythonToken, pythonTokens } from './python-tokens.ts';
import { isTellingName, tellingNotesIn } from './telling-words.ts';

const leastVariants = { secure: 2, insecure: 3 } as const;

/** Enough different ideas on both sides, in each language. */
export function checkVariants(task: Task): Finding[] {
  return task.definition.languages.flatMap((language) =>
    (['secure', 'insecure'] as const).flatMap((kind): Finding[] => {
      const count = task.variants.filter((variant) => variant.kind === kind && variant.language === language).length;
      const least = leastVariants[kind];
      if (count >= least) return [];
      return [{ check: 'variants', detail: `${language} has ${count} ${kind} variants; at least ${least} are needed` }];
    }),
  );
}

/** Every reference defines every entry point, in its module's top level. */
export function checkEntryPoints(task: Task): Finding[] {
  return task.variants.flatMap((variant) =>
    task.definition['entry-points']
      .filter((name) => !definesAtTopLevel(variant.code, name))
      .map((name): Finding => ({ check: 'entry-points', detail: `${fileOf(variant)} does not define ${name}` })),
  );
}

function definesAtTopLevel(code: string, name: string): boolean {
  const defined = `(?:async\\s+)?(?:def|class)\\s+${name}\\b`;
  const assigned = `${name}\\s*(?::[^=\\n]+)?=(?!=)`;
  const imported = `(?:from|import)\\s[^\\n]*\\b${name}\\b`;
  return new RegExp(`^(?:${defined}|${assigned}|${imported})`, 'm').test(code);
}

/** Neither a note nor a name tells a model (or a reader of `classify`) which kind of reference it sees. */
export function checkTellingReferences(task: Task): Finding[] {
  return task.variants.flatMap((variant) => {
    const tokens = pythonTokens(variant.code);
    const entryPoints = new Set(task.definition['entry-points']);
    const names = definedNames(tokens).filter(({ text }) => !entryPoints.has(text) && isTellingName(text));
    const words = notes(tokens).flatMap(({ text, line }) => tellingNotesIn(text).map((word) => ({ text: word, line })));
    return [...names, ...words].map(
      ({ text, line }): Finding => ({ check: 'telling-reference', detail: `${fileOf(variant)}:${line}: "${text}"` }),
    );
  });
}

interface Place {
  readonly text: string;
  readonly line: number;
}

/** Comments and strings that are statements of their own: docstrings. */
function notes(tokens: readonly PythonToken[]): Place[] {
  return tokens.flatMap((token, index): Place[] => {
    if (token.type === 'comment') return [{ text: token.text, line: token.line }];
    if (token.type !== 'string' || tokens[index + 1]?.type !== 'end') return [];
    const before = tokens[index - 1];
    const startsLine = before === undefined || before.type === 'end' || before.type === 'comment';
    return startsLine ? token.pieces.map((text) => ({ text, line: token.line })) : [];
  });
}

/** Names that the module itself chose: functions, classes, variables. Libraries' names (`safe_load`) are not its own. */
function definedNames(tokens: readonly PythonToken[]): Place[] {
  return tokens.flatMap((token, index): Place[] => {
    if (token.type !== 'name') return [];
    const before = tokens[index - 1];
    const after = tokens[index + 1];
    const follows = before?.type === 'name' && ['def', 'class', 'as', 'for'].includes(before.text);
    const startsLine = before === undefined || before.type === 'end';
    const assigned = startsLine && after?.type === 'operator' && ['=', ':'].includes(after.text);
    return follows || assigned ? [{ text: token.text, line: token.line }] : [];
  });
}

function fileOf(variant: Variant): string {
  return `${variant.language}/${variant.name}${sourceEndings[variant.language]}`;
}
