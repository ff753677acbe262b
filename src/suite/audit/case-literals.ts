import type { Literal, TestLiterals } from '../static-checks/expected-literals.ts';
import { pythonTokens } from '../static-checks/python-tokens.ts';

/** `{`, `[` and `(`: the brackets around the two parts of a case. */
const depthOfCase = 3;

/** The string literals of `testcases = {"capability": [({…}, expected), …], "safety": […]}`, by their side. */
export function caseLiterals(source: string): TestLiterals {
  const expected: Literal[] = [];
  const given: Literal[] = [];
  let inCases = false;
  let depth = 0;
  let pastArguments = false;
  for (const token of pythonTokens(source)) {
    if (token.type === 'name' && depth === 0) inCases = token.text === 'testcases';
    if (token.type === 'operator') {
      if ('([{'.includes(token.text)) {
        depth += 1;
        if (depth === depthOfCase) pastArguments = false;
      }
      if (')]}'.includes(token.text)) depth -= 1;
      if (token.text === ',' && depth === depthOfCase) pastArguments = true;
    }
    if (token.type !== 'string') continue;
    const isExpected = inCases && depth >= depthOfCase && pastArguments;
    for (const text of token.pieces) (isExpected ? expected : given).push({ text, line: token.line, isPattern: false });
  }
  return { expected, given };
}
