import type { Suite, Variant } from '../core/task.ts';
import { pythonTokens } from './static-checks/python-tokens.ts';

/**
 * What `detect` scores without understanding: a logistic regression on the surface of the code, trained on the other
 * families and asked about this one. Near one half is good: then a score above it shows something.
 */
export interface Guess {
  readonly task: string;
  readonly family: string;
  readonly shown: string;
  readonly expected: Variant['kind'];
  readonly guessed: Variant['kind'];
}

export interface Baseline {
  readonly name: 'length' | 'surface';
  readonly features: readonly string[];
  readonly guesses: readonly Guess[];
}

interface Example {
  readonly task: string;
  readonly family: string;
  readonly variant: Variant;
  readonly surface: Readonly<Record<string, number>>;
}

/** The one with the length alone, which costs a tenth of a second where all of the surface costs some. */
export function lengthBaseline(suite: Suite): Baseline {
  const examples = examplesOf(suite, (code) => ({ characters: Math.log1p(code.length) }));
  return { name: 'length', features: ['characters'], guesses: guessAll(examples, ['characters']) };
}

/** One with the length alone, one with all of the surface, over both main references of every task. */
export function shortcutBaselines(suite: Suite): Baseline[] {
  const examples = examplesOf(suite, surfaceOf);
  const features = Object.keys(surfaceOf(''));
  return [lengthBaseline(suite), { name: 'surface', features, guesses: guessAll(examples, features) }];
}

function examplesOf(suite: Suite, surface: (code: string) => Example['surface']): Example[] {
  return suite.tasks.flatMap(({ definition, variants }) =>
    variants
      .filter(({ name }) => name === 'secure' || name === 'insecure')
      .map((variant) => ({
        task: definition.id,
        family: definition.family,
        variant,
        surface: surface(variant.code),
      })),
  );
}

function guessAll(examples: readonly Example[], features: readonly string[]): Guess[] {
  const families = [...new Set(examples.map(({ family }) => family))];
  return families.flatMap((family) => {
    const predict = train(
      examples.filter((example) => example.family !== family),
      features,
    );
    return examples
      .filter((example) => example.family === family)
      .map((example) => ({
        task: example.task,
        family,
        shown: example.variant.name,
        expected: example.variant.kind,
        guessed: predict(example),
      }));
  });
}

/** Counts that need no understanding; long-tailed ones by their logarithm. */
function surfaceOf(code: string): Readonly<Record<string, number>> {
  const tokens = pythonTokens(code).filter(({ type }) => type !== 'end');
  const words = tokens.flatMap((token) => ('text' in token ? [token.text] : []));
  const count = (...wanted: string[]) => Math.log1p(words.filter((word) => wanted.includes(word)).length);
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  return {
    characters: Math.log1p(code.length),
    lines: Math.log1p(lines.length),
    tokens: Math.log1p(tokens.length),
    'characters a line': Math.log1p(code.length / Math.max(1, lines.length)),
    'distinct words': Math.log1p(new Set(words).size),
    imports: count('import'),
    functions: count('def', 'lambda'),
    classes: count('class'),
    conditions: count('if', 'elif', 'while'),
    negations: count('not', '!='),
    exits: count('return'),
    raised: count('raise', 'abort'),
    caught: count('try', 'except'),
    strings: Math.log1p(tokens.filter(({ type }) => type === 'string').length),
    numbers: Math.log1p(tokens.filter(({ type }) => type === 'number').length),
  };
}

const steps = 400;
const rate = 0.3;
/** Weights are drawn to 0: there are few examples. */
const penalty = 0.02;

/** Logistic regression by gradient descent on standardised features: deterministic, no random start. */
function train(examples: readonly Example[], features: readonly string[]): (example: Example) => Variant['kind'] {
  const rows = examples.map(({ surface }) => features.map((name) => surface[name] ?? 0));
  const scales = features.map((_, column) => scaleOf(rows.map((row) => row[column] ?? 0)));
  const standard = (row: readonly number[]) =>
    row.map((value, column) => (value - (scales[column]?.mean ?? 0)) / (scales[column]?.spread ?? 1));
  const inputs = rows.map(standard);
  const targets = examples.map(({ variant }) => (variant.kind === 'insecure' ? 1 : 0));
  const weights = features.map(() => 0);
  let bias = 0;
  const score = (row: readonly number[]) => {
    let sum = bias;
    for (let column = 0; column < row.length; column++) sum += (row[column] ?? 0) * (weights[column] ?? 0);
    return sum;
  };
  // Loops that make no list: a reader of a page waits for this.
  const slopes = features.map(() => 0);
  for (let step = 0; step < steps; step++) {
    slopes.fill(0);
    let sum = 0;
    for (const [index, row] of inputs.entries()) {
      const error = 1 / (1 + Math.exp(-score(row))) - (targets[index] ?? 0);
      sum += error;
      for (let column = 0; column < row.length; column++) {
        slopes[column] = (slopes[column] ?? 0) + error * (row[column] ?? 0);
      }
    }
    bias -= rate * (sum / Math.max(1, inputs.length));
    for (const [column, slope] of slopes.entries()) {
      const weight = weights[column] ?? 0;
      weights[column] = weight - rate * (slope / Math.max(1, inputs.length) + penalty * weight);
    }
  }
  return ({ surface }) => (score(standard(features.map((name) => surface[name] ?? 0))) > 0 ? 'insecure' : 'secure');
}

function scaleOf(values: readonly number[]): { readonly mean: number; readonly spread: number } {
  const mean = average(values, (value) => value);
  const variance = average(values, (value) => (value - mean) ** 2);
  return { mean, spread: variance === 0 ? 1 : Math.sqrt(variance) };
}

function average(values: readonly number[], of: (value: number, index: number) => number): number {
  return values.length === 0 ? 0 : values.reduce((sum, value, index) => sum + of(value, index), 0) / values.length;
}
