import { type CweId, cweIdSchema } from '../core/cwe.ts';
import { cweName } from '../core/cwe-facts.ts';
import { UserMistake } from '../core/errors.ts';
import { secuCoGenTypes } from '../studies/secucogen-classification.ts';
import { choicesOfStudy } from './studies.ts';
import type { StudyFlags } from './study-flags.ts';

/** The closed list of identify that `--choices` or `--study` names; undefined where it is the suite's own. Throws UserMistake. */
export function chosenChoices({ choices, study }: Pick<StudyFlags, 'choices' | 'study'>): CweId[] | undefined {
  if (choices === undefined) return choicesOfStudy(study)?.slice();
  if (choices.length === 1 && choices[0] === 'suite') return undefined;
  const list = [...new Set(choices.flatMap((word) => (word === 'secucogen-17' ? secuCoGenTypes : [weaknessOf(word)])))];
  if (list.length > 1) return list;
  throw new UserMistake('--choices takes two weaknesses or more: among one there is nothing to choose');
}

function weaknessOf(word: string): CweId {
  const id = cweIdSchema.safeParse(word.toUpperCase().replace(/^CWE-0+/, 'CWE-')).data;
  if (id !== undefined && cweName(id) !== undefined) return id;
  throw new UserMistake(`--choices: '${word}' is not a weakness of MITRE's list`, {
    hint: 'write CWE-89,CWE-79, or secucogen-17, or suite; see https://cwe.mitre.org/data/',
  });
}
