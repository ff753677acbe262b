import { percent, showCount } from '../../../src/report/show-metric.ts';
import { useRun } from '../navigation.ts';
import { Visible } from '../text/visible.tsx';

/** How far one gets in `detect` by the surface of the code alone: what an accuracy must beat to mean anything. */
export function ShortcutNote() {
  const { shortcuts } = useRun().run.document;
  if (shortcuts.length === 0) return null;
  return (
    <ul class="plain">
      {shortcuts.map(({ name, features, guesses, correct, rightPairs, reversedPairs, pairInterval }) => (
        <li key={name}>
          <i>detect</i> without understanding: guessed from <Visible text={`${name} (${features.join(', ')})`} />,{' '}
          <b>{percent(correct / guesses)}</b> of {showCount(guesses)} are right (chance: 50%); of{' '}
          {showCount(rightPairs + reversedPairs)} pairs told apart, {showCount(rightPairs)} the right way round (95%:{' '}
          {pairInterval.map(percent).join(' to ')}).
        </li>
      ))}
    </ul>
  );
}
