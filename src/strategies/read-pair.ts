import type { Completion } from '../core/completion.ts';
import type { ClassifyAnswer } from '../core/strategy.ts';
import { detectAnswer } from './classification/detect-answer.ts';
import { jsonAnswers } from './classification/json-answers.ts';
import { answerText } from './extraction/answer-text.ts';

/** What became of the two versions; the names of Ding et al. (PrimeVul, arXiv 2403.18624). */
export const pairAnswers = ['both-right', 'both-vulnerable', 'both-secure', 'reversed'] as const;
type PairAnswer = (typeof pairAnswers)[number];

const keys = { first: new Set(['a', 'modulea', 'first']), second: new Set(['b', 'moduleb', 'second']) };
// `Module A: yes`, `**B** is not vulnerable`; the words before the answer are bounded so that long text costs linear time.
const told =
  /\b(?:module )?([AB])\b[^\w\n]{0,4}(?:is|:|=|->)[^\w\n]{0,6}(yes|no|(?:not )?(?:vulnerable|secure|insecure|safe|unsafe))\b/g;

/** Reads what an answer says of both modules. `insecureFirst`: module A is the insecure one. */
export function readPair(
  completion: Pick<Completion, 'text' | 'finish'>,
  { insecureFirst }: { readonly insecureFirst: boolean },
): ClassifyAnswer {
  const { text, stillReasoning } = answerText(completion.text);
  if (completion.finish === 'filtered') return unread('the provider withheld the answer');
  if (completion.finish === 'length' && stillReasoning) return unread('the token limit was spent on reasoning');
  // 1. JSON, the last that can be read; earlier ones are drafts.
  const [first, second] = [lastIn(text, keys.first), lastIn(text, keys.second)];
  if (first !== undefined && second !== undefined)
    return { answer: outcome(first, second, insecureFirst), detail: 'JSON' };
  if (completion.finish === 'length') return unread('the token limit was reached before an answer');

  // 2. Prose, if all that it says of each module agrees.
  const said = (module: string) =>
    new Set(
      Array.from(text.matchAll(told)).flatMap(([, which, words = '']) =>
        which === module ? [detectAnswer.value(words)] : [],
      ),
    );
  const [ofA, ofB] = [[...said('A')], [...said('B')]];
  const [a, b] = [ofA[0], ofB[0]];
  if (a === undefined || b === undefined) return unread('the answer does not say yes or no of both modules');
  if (ofA.length > 1 || ofB.length > 1) return unread('contradictory');
  return { answer: outcome(a, b, insecureFirst), detail: 'prose' };
}

function lastIn(text: string, names: ReadonlySet<string>): string | undefined {
  return jsonAnswers(text, names)
    .map((value) => detectAnswer.value(value))
    .findLast((value) => value !== undefined);
}

function outcome(first: string, second: string, insecureFirst: boolean): PairAnswer {
  const [insecure, secure] = insecureFirst ? [first, second] : [second, first];
  if (insecure === 'vulnerable') return secure === 'secure' ? 'both-right' : 'both-vulnerable';
  return secure === 'secure' ? 'both-secure' : 'reversed';
}

function unread(detail: string): ClassifyAnswer {
  return { answer: undefined, detail };
}
