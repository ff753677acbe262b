import { type Document, isMap, isNode, isScalar, LineCounter, type Pair, parseDocument } from 'yaml';
import type { z } from 'zod';
import { UserMistake } from '../core/errors.ts';

/** Parses YAML and checks its shape. A mistake is one line: file, line, field, and what is wrong. */
export function readYaml<Schema extends z.ZodType>(text: string, schema: Schema, shownAs: string): z.infer<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    const { line } = lines.linePos(syntaxError.pos[0]);
    throw new UserMistake(`${shownAs}:${line}: ${syntaxError.message}`);
  }
  const parsed = schema.safeParse(document.toJS());
  if (parsed.success) return parsed.data;

  // A misspelt field is also a missing one: the spelling says more.
  const { issues } = parsed.error;
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) throw new UserMistake(`${shownAs}: not as expected`);
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path;
  const { line } = lines.linePos(offsetOf(document, path));
  const field = path.length === 0 ? '' : `${path.map(String).join('.')}: `;
  const others = issues.length - 1;
  const more = others === 0 ? '' : ` (and ${others} more)`;
  throw new UserMistake(
    `${shownAs}:${line}: ${field}${isMissing(document, path) ? 'missing' : issueText(issue)}${more}`,
  );
}

function issueText(issue: z.core.$ZodIssue): string {
  return issue.code === 'unrecognized_keys' ? 'there is no such field' : issue.message;
}

function isMissing(document: Document, path: readonly PropertyKey[]): boolean {
  return path.length > 0 && document.getIn(path, true) === undefined;
}

/** Where a field stands: its key if it exists, otherwise the nearest field around it. */
function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const parent: unknown = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    if (isMap(parent)) {
      const pair = parent.items.find((item: Pair) => isScalar(item.key) && item.key.value === key);
      if (pair !== undefined && isScalar(pair.key) && pair.key.range) return pair.key.range[0];
    }
    const node: unknown = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}
