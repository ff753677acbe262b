import { codeTokens, editDistance } from './edit-distance.ts';
import { type AnswerForm, answerMessage, type Example, type Message, promptMessages, type Quality } from './example.ts';
import { distinct, questionOf, rowFacts } from './rows.ts';

/** A line for preference training: TRL's conversational preference type with an explicit prompt. */
export interface DpoRow extends ReturnType<typeof rowFacts> {
  readonly prompt: readonly Message[];
  readonly chosen: readonly Message[];
  readonly rejected: readonly Message[];
  readonly chosen_quality: Quality;
  readonly rejected_quality: Quality;
  readonly chosen_model: string;
  readonly rejected_model: string;
  /** Tokens that tell the two apart. */
  readonly distance: number;
}

export interface PairOptions {
  readonly form: AnswerForm;
  /** At most so many pairs for one question. */
  readonly perQuestion: number;
  /** Also prefer what works and is vulnerable to what does not work: it teaches function, and the weakness with it. */
  readonly vulnerableOverBroken: boolean;
}

interface Pair {
  readonly chosen: Example;
  readonly rejected: Example;
  readonly distance: number;
}

/**
 * Pairs of answers to the same question, the nearest first, over all: what a learner sees early tells secure from
 * vulnerable by little else. An answer is chosen or rejected in one pair of a question only, until all have had a turn.
 */
export function dpoRows(examples: readonly Example[], options: PairOptions): DpoRow[] {
  const questions = new Map<string, Example[]>();
  for (const example of distinct(examples)) {
    const question = questionOf(example);
    questions.set(question, [...(questions.get(question) ?? []), example]);
  }
  const pairs = [...questions.values()].flatMap((answers) => pairsOf(answers, options));
  return pairs.sort(nearestFirst).map(({ chosen, rejected, distance }) => ({
    prompt: promptMessages(chosen.prompt),
    chosen: [answerMessage(chosen, options.form)],
    rejected: [answerMessage(rejected, options.form)],
    ...rowFacts(chosen),
    chosen_quality: chosen.quality,
    rejected_quality: rejected.quality,
    chosen_model: chosen.model,
    rejected_model: rejected.model,
    distance,
  }));
}

function pairsOf(answers: readonly Example[], { perQuestion, vulnerableOverBroken }: PairOptions): Pair[] {
  const tokens = new Map(answers.map((answer) => [answer, codeTokens(answer.code)]));
  const better = (one: Quality, other: Quality) =>
    one === 'secure' ? other !== 'secure' : vulnerableOverBroken && one === 'vulnerable' && other === 'broken';
  const all = answers.flatMap((chosen) =>
    answers
      .filter((rejected) => better(chosen.quality, rejected.quality))
      .map((rejected) => ({
        chosen,
        rejected,
        distance: editDistance(tokens.get(chosen) ?? [], tokens.get(rejected) ?? []),
      })),
  );
  return takeTurns(all.sort(nearestFirst), perQuestion);
}

function takeTurns(pairs: readonly Pair[], most: number): Pair[] {
  const taken: Pair[] = [];
  const rest: Pair[] = [];
  const used = new Set<Example>();
  for (const pair of pairs) {
    if (used.has(pair.chosen) || used.has(pair.rejected)) {
      rest.push(pair);
      continue;
    }
    used.add(pair.chosen).add(pair.rejected);
    taken.push(pair);
  }
  return [...taken, ...rest].slice(0, most);
}

function nearestFirst(one: Pair, other: Pair): number {
  return one.distance - other.distance;
}
