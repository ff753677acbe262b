import { type PythonToken, pythonTokens } from './python-tokens.ts';

export interface Literal {
  readonly text: string;
  readonly line: number;
  /** It is a regular expression. */
  readonly isPattern: boolean;
}

export interface TestLiterals {
  /** What a correct answer must produce: compared in an `assert`, a key that is looked up, a type that must be raised. */
  readonly expected: readonly Literal[];
  /** What the test itself puts in: arguments, payloads, rows of its fixtures. */
  readonly given: readonly Literal[];
}

const matchingCalls = new Set(['search', 'match', 'fullmatch', 'findall']);

/** Calls whose arguments describe the result and do not feed the candidate. */
const comparingCalls = new Set([
  ...matchingCalls,
  ...['startswith', 'endswith', 'count', 'index', 'split', 'partition'],
  ...['set', 'frozenset', 'sorted', 'list', 'tuple', 'dict', 'bytes', 'str', 'raises'],
]);

/** Sorts the string literals of a test file by the side they stand on. */
export function testLiterals(source: string): TestLiterals {
  const expected: Literal[] = [];
  const given: Literal[] = [];
  for (const statement of statements(pythonTokens(source))) {
    if (isDocstring(statement)) continue;
    for (const found of sides(statement)) (found.isExpected ? expected : given).push(found);
  }
  return { expected, given };
}

function statements(tokens: readonly PythonToken[]): PythonToken[][] {
  const found: PythonToken[][] = [[]];
  for (const token of tokens) {
    if (token.type === 'end') found.push([]);
    else if (token.type !== 'comment') found.at(-1)?.push(token);
  }
  return found.filter((statement) => statement.length > 0);
}

function isDocstring(statement: readonly PythonToken[]): boolean {
  return statement.every((token) => token.type === 'string');
}

interface Bracket {
  /** The name before a call's bracket; undefined for a list, a tuple, a subscript. */
  readonly call: string | undefined;
}

function sides(statement: readonly PythonToken[]): (Literal & { readonly isExpected: boolean })[] {
  const found: (Literal & { isExpected: boolean })[] = [];
  const states = expectation(statement);
  const brackets: Bracket[] = [];
  let inMessage = false;
  statement.forEach((token, index) => {
    if (token.type === 'operator') {
      if ('([{'.includes(token.text)) brackets.push({ call: calledName(statement, index) });
      if (')]}'.includes(token.text)) brackets.pop();
      // `assert condition, "what went wrong"`: the message is for people.
      if (states === 'assert' && token.text === ',' && brackets.length === 0) inMessage = true;
    }
    if (token.type !== 'string' || inMessage) return;
    const calls = brackets.flatMap(({ call }) => (call === undefined ? [] : [call]));
    const isExpected =
      calls.includes('raises') || (states !== 'none' && calls.every((call) => comparingCalls.has(call)));
    const isPattern = calls.some((call) => matchingCalls.has(call));
    for (const text of token.pieces) found.push({ text, line: token.line, isPattern, isExpected });
  });
  return found;
}

/** A statement states what is expected if it asserts, or names a value `expected…`. */
function expectation(statement: readonly PythonToken[]): 'assert' | 'name' | 'none' {
  const [first, second] = statement;
  if (first?.type !== 'name') return 'none';
  if (first.text === 'assert') return 'assert';
  const assigns = second?.type === 'operator' && second.text === '=';
  return assigns && /^(expected|wanted)/.test(first.text) ? 'name' : 'none';
}

const keywords = new Set(['assert', 'in', 'not', 'and', 'or', 'is', 'if', 'else', 'return', 'for', 'lambda', 'await']);

function calledName(statement: readonly PythonToken[], bracket: number): string | undefined {
  const token = statement[bracket];
  const before = statement[bracket - 1];
  if (token?.type !== 'operator' || token.text !== '(') return undefined;
  if (before?.type === 'name') return keywords.has(before.text) ? undefined : before.text;
  // `handlers["x"](…)` and `f(…)(…)` call something without a name of its own.
  return before?.type === 'operator' && ')]'.includes(before.text) ? '' : undefined;
}
