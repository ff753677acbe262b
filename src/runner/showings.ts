import { shownPair } from '../core/attempt.ts';
import { UserMistake } from '../core/errors.ts';
import { type ClassifyQuestion, classifyQuestion, classifyQuestions, type Mode } from '../core/mode.ts';
import type { OwnCode } from '../core/own-code.ts';
import type { Study } from '../core/run.ts';

interface Pair {
  readonly mode: Mode;
  readonly strategy: string;
}

interface ShowingRequest {
  readonly study: Study;
  readonly task: string;
  readonly own: readonly OwnCode[];
}

/** One attempt of each sample: to which model, showing which code. */
export interface Showing {
  readonly model: string;
  readonly shown?: string | undefined;
}

/** What a strategy shows of a task, code by code and model by model: references to all, a model's own code to itself. */
export function showings(pair: Pair, { study, task, own }: ShowingRequest): Showing[] {
  const kinds = ownKinds(pair, study);
  if (kinds === undefined) {
    return variantsShown(pair, study).flatMap((shown) => study.models.map((model) => ({ model, shown })));
  }
  return own
    .filter((code) => code.mode === pair.mode && code.task === task && kinds.includes(code.kind))
    .filter(({ model }) => study.models.includes(model))
    .map(({ model, shown }) => ({ model, shown }));
}

/** The references that are put before every model; `undefined` shows none. Empty where models see their own code. */
export function variantsShown(pair: Pair, study: Study): readonly (string | undefined)[] {
  if (pair.mode === 'generate') return [undefined];
  if (ownKinds(pair, study) !== undefined) return [];
  if (pair.mode === 'repair') return hasControl(pair, study) ? ['insecure', 'secure'] : ['insecure'];
  return shownFor[questionOf(pair.strategy)];
}

/** The kinds of a model's own code that a strategy shows; undefined where it shows references. */
function ownKinds({ mode, strategy }: Pair, study: Study): readonly OwnCode['kind'][] | undefined {
  if (mode === 'generate' || study.from?.[mode] === undefined) return undefined;
  if (mode === 'repair') return hasControl({ mode, strategy }, study) ? ['insecure', 'secure'] : ['insecure'];
  const question = questionOf(strategy);
  if (question !== 'pair') return question === 'detect' ? ['insecure', 'secure'] : ['insecure'];
  throw new UserMistake(`classify/${strategy} shows both versions of a task, which a model's own attempts are not`, {
    hint: 'leave it out, or take classify/detect',
  });
}

/** What shows attacks has none to show of secure code. */
function hasControl({ mode, strategy }: Pair, { control, strategies }: Study): boolean {
  const chosen = strategies.find((pair) => pair.mode === mode && pair.strategy === strategy);
  return control === true && chosen?.unrevealed !== true;
}

/** `detect-reasoned` shows what `detect` shows. */
function questionOf(strategy: string): ClassifyQuestion {
  const question = classifyQuestion(strategy);
  if (question !== undefined) return question;
  throw new UserMistake(`there is no rule which code the strategy classify/${strategy} shows`, {
    hint: `the names of classify strategies begin with ${classifyQuestions.join(', ')}`,
  });
}

const shownFor: Readonly<Record<ClassifyQuestion, readonly string[]>> = {
  detect: ['secure', 'insecure'],
  identify: ['insecure'],
  pair: [shownPair],
};
