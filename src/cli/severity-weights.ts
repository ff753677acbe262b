import { UserMistake } from '../core/errors.ts';
import { type Severity, severities } from '../core/task.ts';

const example = 'for instance critical=4,high=2,medium=1,low=1';

/** Reads `critical=4,high=2,medium=1,low=1`: what a task of each severity counts for. A severity that is not named counts 1. */
export function parseSeverityWeights(text: string): Readonly<Record<Severity, number>> {
  const weights: Record<Severity, number> = { low: 1, medium: 1, high: 1, critical: 1 };
  for (const part of text.split(',')) {
    const [name = '', number = '', ...more] = part.split('=').map((piece) => piece.trim());
    const severity = severities.find((one) => one === name);
    if (severity === undefined) {
      throw new UserMistake(`--severity-weights: '${name}' is no severity`, {
        hint: `they are ${severities.join(', ')}; ${example}`,
      });
    }
    const weight = number === '' || more.length > 0 ? Number.NaN : Number(number);
    if (!Number.isFinite(weight) || weight < 0) {
      throw new UserMistake(`--severity-weights: the weight of ${name} must be a number from 0 on, not '${number}'`, {
        hint: example,
      });
    }
    weights[severity] = weight;
  }
  if (Object.values(weights).every((weight) => weight === 0)) {
    throw new UserMistake('--severity-weights: one of them must be above 0', { hint: example });
  }
  return weights;
}
