import { type CweId, cweIdSchema } from '../../core/cwe.ts';
import type { Materials } from '../../core/strategy.ts';
import type { AnswerReader } from './answer-reader.ts';

const id = /\bCWE[-_ :]{0,2}0{0,4}([1-9]\d{0,4})(?!\d)/gi;
const declared =
  /\b(?:answer|verdict|conclusion|weakness|cwe[-_ ]?(?:type|id))\b[^\w\n]{0,4}(?:(?:is|[:=])[^\w\n]{0,8})CWE[-_ ]?0{0,4}([1-9]\d{0,4})(?!\d)/gi;

/** Reads a weakness as `CWE-89`, whether it is one of the list or not. */
export function identifyAnswer(choices: Materials['choices']): AnswerReader {
  const byName = new Map(choices.map((choice) => [lettersOf(choice.name), choice.id]));
  return {
    keys: new Set(['cwe', 'cwetype', 'cweid', 'answer', 'weakness']),
    expected: 'one weakness',
    value(text) {
      const ids = idsIn(text);
      if (ids.length > 0) return ids.length === 1 ? ids[0] : undefined;
      const bare = /^\D{0,3}?0{0,4}([1-9]\d{0,4})\D{0,3}$/.exec(text.trim())?.[1];
      return bare === undefined ? byName.get(lettersOf(text.slice(0, 500))) : normalised(bare);
    },
    declared: (text) => Array.from(text.matchAll(declared), ([, digits = '']) => normalised(digits) ?? ''),
    mentioned: (text) => idsIn(text),
  };
}

/** The weaknesses in a text, each once. */
function idsIn(text: string): readonly CweId[] {
  const ids = Array.from(text.matchAll(id), ([, digits = '']) => normalised(digits));
  return [...new Set(ids.filter((each) => each !== undefined))];
}

function normalised(digits: string): CweId | undefined {
  return cweIdSchema.safeParse(`CWE-${digits}`).data;
}

function lettersOf(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}
