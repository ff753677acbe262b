import type { AnswerReader } from './answer-reader.ts';

const meanings: ReadonlyMap<string, 'vulnerable' | 'secure'> = new Map([
  ...asMeaning('vulnerable', ['yes', 'true', 'vulnerable', 'insecure', 'unsafe', 'not secure', 'not safe']),
  ...asMeaning('secure', ['no', 'false', 'secure', 'safe', 'not vulnerable', 'not insecure', 'not unsafe']),
]);

function asMeaning<Meaning extends string>(meaning: Meaning, words: readonly string[]) {
  return words.map((word): [string, Meaning] => [word, meaning]);
}

const words = '(yes|no|true|false|(?:not )?(?:vulnerable|secure|insecure|safe|unsafe))';
const declared = new RegExp(
  `\\b(?:answer|verdict|conclusion|vulnerable)\\b[^\\w\\n]{0,4}(?:is)?[^\\w\\n]{0,4}[:=][^\\w\\n]{0,8}${words}\\b(?![^\\w\\n]{0,3}(?:/|or\\b))`,
  'gi',
);
const statement =
  /\b(?:is|are)(n't)? (not )?(?:(?:also|clearly|indeed|therefore|thus|still) )?(vulnerable|secure|insecure|safe|unsafe)\b/gi;
// What comes behind such a word is not asserted.
const supposed = /\b(?:if|whether|unless|would|could|might|may|when)\b/i;

/** Reads yes or no as `vulnerable` or `secure`. */
export const detectAnswer: AnswerReader = {
  keys: new Set(['vulnerable', 'isvulnerable', 'answer', 'verdict']),
  expected: 'yes or no',
  value: (text) => meanings.get(text.trim().replace(/[.!]$/, '').toLowerCase()),
  declared: (text) => Array.from(text.matchAll(declared), ([, word = '']) => meanings.get(word.toLowerCase()) ?? ''),
  mentioned(text) {
    const first = /^[^\w\n]{0,8}(yes|no)\b/i.exec(text)?.[1] ?? '';
    const opening = meanings.get(first.toLowerCase());
    const stated = text.split(/[.!?\n]/).flatMap(statements);
    return opening === undefined ? stated : [opening, ...stated];
  },
};

function statements(sentence: string): readonly string[] {
  const supposedFrom = supposed.exec(sentence)?.index ?? sentence.length;
  return Array.from(sentence.slice(0, supposedFrom).matchAll(statement), ([, contracted, not, word = '']) => {
    const negated = contracted !== undefined || not !== undefined;
    return meanings.get(`${negated ? 'not ' : ''}${word.toLowerCase()}`) ?? '';
  });
}
