import { fileURLToPath } from 'node:url';
import type { Node, Parser } from 'web-tree-sitter';
import { EnvironmentFault } from '../core/errors.ts';
import type { CodeTree } from './code-tree.ts';

/** Deeper than Python itself lets code nest; what a walk by recursion stands. */
const deepest = 1_000;
/** Characters: many times the longest reference, and little enough for hostile code to be walked in a second. */
const longest = 30_000;

let opened: Promise<Parser> | undefined;

/** The grammar is loaded once, when code is first compared. Throws EnvironmentFault where it cannot be. */
function openParser(): Promise<Parser> {
  opened ??= load();
  return opened;
}

async function load(): Promise<Parser> {
  try {
    const { Language, Parser } = await import('web-tree-sitter');
    await Parser.init();
    const grammar = fileURLToPath(import.meta.resolve('@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm'));
    return new Parser().setLanguage(await Language.load(grammar));
  } catch (cause) {
    throw new EnvironmentFault('the Python grammar of CodeBLEU cannot be loaded', {
      cause,
      hint: 'install the dependencies again: npm ci',
    });
  }
}

/** The tree of code; undefined where it is too long or nests too deeply to be compared. Faulty code has a tree, too. */
export async function parsePython(code: string): Promise<CodeTree | undefined> {
  if (code.length > longest) return undefined;
  const parser = await openParser();
  const tree = parser.parse(code);
  if (tree === null) return undefined;
  try {
    return new Copying().copy(tree.rootNode);
  } finally {
    tree.delete();
  }
}

class Copying {
  #tokens = 0;

  copy(node: Node, field: string | null = null, depth = 0): CodeTree | undefined {
    if (depth > deepest) return undefined;
    const token = this.#tokens;
    const children: CodeTree[] = [];
    for (const [place, child] of node.children.entries()) {
      if (child === null || isRemark(child, node)) continue;
      const copied = this.copy(child, node.fieldNameForChild(place), depth + 1);
      if (copied === undefined) return undefined;
      children.push(copied);
    }
    if (node.childCount === 0) this.#tokens++;
    const isWhole = node.childCount === 0 || node.type === 'string';
    return { type: node.type, field, named: node.isNamed, text: isWhole ? node.text : '', token, children };
  }
}

/** A comment, or a string that stands alone as a statement, as docstrings do. */
function isRemark(node: Node, parent: Node): boolean {
  if (node.type === 'comment') return true;
  if (node.type !== 'expression_statement' || node.namedChildCount !== 1) return false;
  return node.namedChild(0)?.type === 'string' && (parent.type === 'block' || parent.type === 'module');
}
