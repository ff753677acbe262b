import type { Command } from 'commander';
import { nearestMatch } from '../core/nearest-match.ts';

/** A flag that no command knows among the words of a command line, with the one that was meant, if any is near. */
export function misspeltFlag(words: readonly string[], program: Command): string | undefined {
  const known = flagsOf(program);
  const end = words.indexOf('--');
  const flags = (end === -1 ? words : words.slice(0, end)).flatMap((word) => /^--[a-z][a-z-]*/.exec(word)?.[0] ?? []);
  const wrong = flags.find((flag) => !known.includes(flag));
  if (wrong === undefined) return undefined;
  const near = nearestMatch(wrong, known);
  return near === undefined ? `unknown option '${wrong}'` : `unknown option '${wrong}'\n(Did you mean ${near}?)`;
}

function flagsOf(command: Command): string[] {
  const own = command.options.flatMap(({ long }) => long ?? []);
  return ['--help', ...own, ...command.commands.flatMap(flagsOf)];
}
