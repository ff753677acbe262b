import { rateAtK } from '../../metrics/rate-at-k.ts';
import { openSuite } from '../../open-suite.ts';
import { shortcutBaselines } from '../../suite/shortcut-baseline.ts';

/** How far one gets in `detect` on this suite without understanding code. */
export async function baseline(flags: { readonly suite: string; readonly json?: boolean }): Promise<void> {
  const suite = await openSuite(flags.suite);
  const told = shortcutBaselines(suite).map(({ name, features, guesses }) => {
    const observations = guesses.map(({ task, family, shown, expected, guessed }) => {
      const holds = expected === guessed ? ('yes' as const) : ('no' as const);
      return { task, family, unit: shown, holds };
    });
    return { name, features, accuracy: rateAtK(observations, 1) };
  });
  if (flags.json) {
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  process.stdout.write('detect, guessed from the surface of both main references, families left out (chance: 50 %)\n');
  for (const { name, features, accuracy } of told) {
    const { value = Number.NaN, numerator, denominator, interval } = accuracy;
    const range = interval
      ? `${percent(interval.lower)} to ${percent(interval.upper)}`
      : `no interval: ${accuracy.reason}`;
    process.stdout.write(
      `${name.padEnd(8)} ${percent(value)} (${numerator} of ${denominator}; ${range})  ${features.join(', ')}\n`,
    );
  }
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
