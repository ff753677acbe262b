import { clopperPearson } from '../metrics/clopper-pearson.ts';
import type { ShortcutBaseline } from '../report/report-document.ts';
import type { Baseline } from '../suite/shortcut-baseline.ts';

/**
 * The guesses of a pair hang on each other: a pair of which both got the same answer is half right whatever the answer,
 * so the interval is over pairs that got two answers (exact, binomial; near chance when it holds one half).
 */
export function tallyGuesses({ name, features, guesses }: Baseline): ShortcutBaseline {
  const pairs = new Map<string, boolean[]>();
  for (const { task, expected, guessed } of guesses) {
    pairs.set(task, [...(pairs.get(task) ?? []), expected === guessed]);
  }
  const rightPairs = [...pairs.values()].filter((pair) => pair.every((right) => right)).length;
  const reversedPairs = [...pairs.values()].filter((pair) => pair.every((right) => !right)).length;
  const correct = guesses.filter(({ expected, guessed }) => expected === guessed).length;
  const pairInterval = clopperPearson(rightPairs, rightPairs + reversedPairs);
  return { name, features, guesses: guesses.length, correct, rightPairs, reversedPairs, pairInterval };
}
