import { UserMistake } from '../../core/errors.ts';

/** `{prompt}` in a command: where the prompt stands as one argument. Without it the prompt comes on standard input. */
export const promptPlace = '{prompt}';

/** Splits a command into its words as a shell would, without expanding anything: quotes and backslashes only. */
export function splitCommand(text: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index);
    if (quote !== "'" && character === '\\' && index + 1 < text.length) {
      word = `${word ?? ''}${text.charAt(++index)}`;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else word += character;
    } else if (character === '"' || character === "'") {
      quote = character;
      word ??= '';
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = `${word ?? ''}${character}`;
  }
  if (quote !== '') throw new UserMistake(`agent: a quote (${quote}) is not closed in: ${text}`);
  if (word !== undefined) words.push(word);
  return words;
}
