import { clopperPearson } from '../../metrics/clopper-pearson.ts';
import { openSuite } from '../../open-suite.ts';
import { shortcutBaselines } from '../../suite/shortcut-baseline.ts';
import { tallyGuesses } from '../tally-guesses.ts';

/** How far one gets in `detect` on this suite without understanding code. */
export async function baseline(flags: { readonly suite: string; readonly json?: boolean }): Promise<void> {
  const suite = await openSuite(flags.suite);
  const told = shortcutBaselines(suite).map(tallyGuesses);
  const lengths = suite.tasks.map(({ variants }) => {
    const of = (kind: string) => variants.find(({ name }) => name === kind)?.code.length ?? 0;
    return of('secure') - of('insecure');
  });
  const longerIsSecure = lengths.filter((difference) => difference > 0).length;
  if (flags.json) {
    process.stdout.write(`${JSON.stringify({ baselines: told, pairs: lengths.length, longerIsSecure }, null, 2)}\n`);
    return;
  }
  process.stdout.write('detect, guessed from the surface of both main references, families left out (chance: 50 %)\n');
  for (const { name, features, correct, guesses, rightPairs, reversedPairs, pairInterval } of told) {
    const [lower, upper] = pairInterval.map(percent);
    process.stdout.write(`${name.padEnd(8)} ${percent(correct / guesses)} right (${correct} of ${guesses})\n`);
    process.stdout.write(
      `${' '.repeat(9)}of the pairs that it tells apart ${rightPairs} the right way round, ${reversedPairs} the wrong one ` +
        `(${percent(rightPairs / (rightPairs + reversedPairs))}; 95 % interval ${lower} to ${upper})\n`,
    );
    process.stdout.write(`${' '.repeat(9)}from ${features.join(', ')}\n`);
  }
  const [lower, upper] = clopperPearson(longerIsSecure, lengths.length).map(percent);
  process.stdout.write(
    `pair     the longer of the two is the secure one in ${longerIsSecure} of ${lengths.length} tasks ` +
      `(${percent(longerIsSecure / lengths.length)}; ${lower} to ${upper}): who is shown both can go by that\n`,
  );
}

function percent(share: number): string {
  return Number.isNaN(share) ? 'none' : `${(share * 100).toFixed(1)} %`;
}
