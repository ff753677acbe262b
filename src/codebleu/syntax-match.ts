import type { CodeTree } from './code-tree.ts';

/**
 * The share of the reference's subtrees that the candidate has, too. Subtrees are compared by their named nodes, so that
 * names and values do not count; leaves alone are no subtrees. From 0 to 1; 1 where the reference has none.
 */
export function syntaxMatch(candidate: CodeTree, reference: CodeTree): number {
  const shapes = new Shapes();
  const theirs = new Set(shapes.of(candidate));
  const wanted = shapes.of(reference);
  if (wanted.length === 0) return 1;
  return wanted.filter((shape) => theirs.has(shape)).length / wanted.length;
}

/** Gives equal subtrees equal numbers, so that a deep tree is not written out once for each of its levels. */
class Shapes {
  readonly #numbers = new Map<string, number>();

  /** A number for each subtree that has children. */
  of(root: CodeTree): number[] {
    const found: number[] = [];
    this.#visit(root, found);
    return found;
  }

  #visit({ type, children }: CodeTree, found: number[]): number {
    const named = children.map((child) => [child, this.#visit(child, found)] as const).filter(([{ named }]) => named);
    const text = `${type} ${named.map(([{ field }, number]) => `${field ?? ''}:${number}`).join(' ')}`;
    const number = this.#numbers.get(text) ?? this.#numbers.size;
    this.#numbers.set(text, number);
    if (children.length > 0) found.push(number);
    return number;
  }
}
