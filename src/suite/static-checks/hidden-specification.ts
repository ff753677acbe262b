import type { Task } from '../../core/task.ts';
import { type Literal, testLiterals } from './expected-literals.ts';
import type { Finding } from './finding.ts';

/** Shorter literals are separators and units: what they mean cannot be told from the text alone. */
const shortestChecked = 4;

/** Names, keys, messages and formats that a functional test expects stand in the problem, or came from the test. */
export function checkHiddenSpecification(task: Task): Finding[] {
  const { functional, security, fixtures, companion } = task.tests;
  const given = [functional, security, fixtures, companion].flatMap((source) => testLiterals(source).given);
  const hidden = hiddenLiterals({
    expected: testLiterals(functional).expected,
    inputs: [...given.map(({ text }) => text), ...Object.values(task.definition.env)],
    problem: task.problem,
  });
  return hidden.map(({ text, line }) => ({
    check: 'hidden-specification',
    detail: `test_function.py:${line}: ${JSON.stringify(text)} is expected, but stands neither in problem.md nor in the test's input`,
  }));
}

export interface Specification {
  readonly expected: readonly Literal[];
  /** What the test itself puts in. */
  readonly inputs: readonly string[];
  readonly problem: string;
}

/** The literals that only the test knows. */
export function hiddenLiterals({ expected, inputs: given, problem }: Specification): Literal[] {
  const inputs = distinctInputs(given);
  const known: Known = {
    problem: squeeze(problem),
    inputs,
    inputWords: new Set(['', ...inputs.flatMap((input) => input.split(/[^\p{L}]+/u))]),
  };
  const seen = new Set<string>();
  return expected.filter((literal) => {
    if (literal.text.length < shortestChecked || seen.has(literal.text)) return false;
    seen.add(literal.text);
    return !isTold(literal, known);
  });
}

interface Known {
  readonly problem: string;
  /** Longest first. */
  readonly inputs: readonly string[];
  readonly inputWords: ReadonlySet<string>;
}

/** Names that HTTP and Python fix, in the case in which tests meet them. */
const protocolNames = new Set([
  ...['content-type', 'content-length', 'content-disposition', 'location', 'set-cookie', 'cookie', 'authorization'],
  ...['www-authenticate', 'cache-control', 'allow', 'accept', 'host', 'user-agent', 'etag', 'utf-8'],
]);

function isTold(literal: Literal, known: Known): boolean {
  const text = squeeze(literal.isPattern ? literalParts(literal.text) : literal.text).trim();
  const isKnown = (piece: string) =>
    known.problem.includes(piece) || known.inputs.some((input) => input.includes(piece));
  if (isKnown(text) || protocolNames.has(text.toLowerCase())) return true;
  // What the test put in, and what is counted, may stand inside a longer result: only the rest of it must be told.
  let rest = text.split('\0');
  for (const input of known.inputs) rest = rest.flatMap((piece) => splitAtWord(piece, input));
  return rest
    .flatMap((piece) => piece.split(/\p{N}+/u))
    .map((piece) => piece.trim())
    .filter((piece) => piece.length >= shortestChecked && /\p{L}/u.test(piece))
    .every((piece) => isKnown(piece) || piece.split(/[^\p{L}]+/u).every((word) => known.inputWords.has(word)));
}

function splitAtWord(piece: string, word: string): string[] {
  if (!piece.includes(word)) return [piece];
  const escaped = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return piece.split(new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'u'));
}

/** A regular expression without its classes, groups and quantifiers; NUL stands where they stood. */
function literalParts(pattern: string): string {
  return pattern
    .replace(/\[(?:\\.|[^\]\\])*\]|\{[\d,]*\}|\\[a-zA-Z]|\(\?(?:P?<\w+>|[:=!])|(?<!\\)[.*+?^$()|]/g, '\0')
    .replace(/\\(.)/g, '$1');
}

/** Inputs as they stand, and as a page or an address would give them back. */
function distinctInputs(texts: readonly string[]): string[] {
  const forms = texts.flatMap((text) => [text, withoutEntities(text), withoutPercents(text)]);
  const inputs = new Set(forms.map((text) => squeeze(text).trim()).filter((text) => text.length >= 2));
  return [...inputs].sort((a, b) => b.length - a.length);
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function withoutEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|#[xX]([0-9a-fA-F]{1,5})|(\w+));/g, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return entities[name] ?? whole;
    return String.fromCodePoint(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal));
  });
}

function withoutPercents(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ');
}
