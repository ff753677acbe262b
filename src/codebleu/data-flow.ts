import type { CodeTree } from './code-tree.ts';

/** Where the value of one token comes from. */
export interface Flow {
  readonly name: string;
  readonly token: number;
  /** `comes-from`: an earlier place of the same name. `computed-from`: the right side of an assignment. */
  readonly relation: 'comes-from' | 'computed-from';
  readonly from: readonly { readonly name: string; readonly token: number }[];
}

/** Where each name got its value last: several places after branches. Walking changes it. */
type Places = Map<string, readonly number[]>;

/** Nodes that give names values: the fields of both sides. */
const assigning: Readonly<Record<string, Sides>> = {
  assignment: { left: 'left', right: 'right', relation: 'computed-from' },
  augmented_assignment: { left: 'left', right: 'right', relation: 'computed-from' },
  for_in_clause: { left: 'left', right: 'right', relation: 'computed-from' },
  for_statement: { left: 'left', right: 'right', relation: 'computed-from' },
  named_expression: { left: 'name', right: 'value', relation: 'computed-from' },
  default_parameter: { left: 'name', right: 'value', relation: 'comes-from' },
  typed_default_parameter: { left: 'name', right: 'value', relation: 'comes-from' },
};
/** Loops within more loops than this are walked once: each second walk doubles the time of all within. */
const walkedTwice = 4;

/**
 * The data flow of Python code by the rules of the published CodeBLEU (Ren et al., arXiv 2009.10297, section 3.3): every
 * name and value that another one depends on, or that depends on another one, in the order of the text.
 */
export function dataFlowOf(root: CodeTree): Flow[] {
  const walk = new Walk();
  walk.visit(root, new Map());
  const all = walk.flows().sort((one, other) => one.token - other.token);
  const connected = new Set(
    all.flatMap(({ token, from }) => (from.length === 0 ? [] : [token, ...from.map((place) => place.token)])),
  );
  return all.filter(({ token }) => connected.has(token));
}

class Walk {
  readonly #flows = new Map<string, Flow>();
  #loops = 0;

  flows(): Flow[] {
    return [...this.#flows.values()];
  }

  visit(node: CodeTree, places: Places): void {
    const sides = assigning[node.type];
    if (isToken(node)) {
      if (isValue(node)) this.#use(node, places);
    } else if (node.type === 'if_statement') this.#branch(node, places);
    else if (node.type === 'for_statement' || node.type === 'while_statement') this.#loop(node, places);
    else if (sides !== undefined) this.#assign(node, sides, places);
    else this.#visitAll(node.children, places);
  }

  #visitAll(children: readonly CodeTree[], places: Places): void {
    // A comprehension names its items before they are used, whatever the order of the text.
    for (const child of children) if (isClause(child)) this.visit(child, places);
    for (const child of children) if (!isClause(child)) this.visit(child, places);
  }

  /** What any of the branches knows may hold afterwards. */
  #branch({ children }: CodeTree, places: Places): void {
    this.#visitAll(children.filter(isCondition), places);
    const ends: Places[] = [];
    for (const branch of children) {
      if (isCondition(branch) || !branch.named) continue;
      const own = new Map(places);
      this.visit(branch, own);
      ends.push(own);
    }
    if (children.some(({ type }) => type === 'else_clause')) places.clear();
    for (const end of ends) mergeInto(places, end);
  }

  #loop(node: CodeTree, places: Places): void {
    const sides = assigning[node.type];
    const body = node.children.filter(({ field }) => field !== 'left' && field !== 'right');
    const before = new Map(places);
    this.#loops++;
    // The second time round the body sees what the first one left.
    for (let round = 0; round < (this.#loops > walkedTwice ? 1 : 2); round++) {
      if (sides !== undefined) this.#assign(node, sides, places);
      this.#visitAll(body, places);
      mergeInto(places, before);
    }
    this.#loops--;
  }

  #assign(node: CodeTree, { left, right, relation }: Sides, places: Places): void {
    const targets = partsOf(node, left);
    const sources = partsOf(node, right);
    this.#visitAll(sources, places);
    if (sources.length === 0) return;
    const paired = targets.length === sources.length;
    for (const [place, target] of targets.entries()) {
      const own = paired ? sources.slice(place, place + 1) : sources;
      const from = own.flatMap(valuesOf).map(({ text: name, token }) => ({ name, token }));
      for (const { text: name, token } of valuesOf(target)) {
        this.#add({ name, token, relation, from });
        places.set(name, [token]);
      }
    }
  }

  #use({ text: name, token, type }: CodeTree, places: Places): void {
    const known = places.get(name);
    this.#add({ name, token, relation: 'comes-from', from: (known ?? []).map((place) => ({ name, token: place })) });
    if (known === undefined && type === 'identifier') places.set(name, [token]);
  }

  /** What a second walk through a loop finds of the same token is added to what the first one found. */
  #add(flow: Flow): void {
    const key = `${flow.token} ${flow.relation}`;
    const earlier = this.#flows.get(key);
    const from = new Map([...(earlier?.from ?? []), ...flow.from].map((place) => [place.token, place]));
    this.#flows.set(key, { ...flow, from: [...from.values()].sort((one, other) => one.token - other.token) });
  }
}

interface Sides {
  readonly left: string;
  readonly right: string;
  readonly relation: Flow['relation'];
}

/** The elements of a side where it is a list of them, which are assigned one by one; otherwise the side. */
function partsOf(node: CodeTree, field: string): CodeTree[] {
  const sides = node.children.filter((child) => child.field === field && child.named);
  const [side] = sides;
  const isList = side?.type === 'pattern_list' || side?.type === 'expression_list';
  return sides.length === 1 && isList ? side.children.filter(({ named }) => named) : sides;
}

function valuesOf(node: CodeTree): CodeTree[] {
  if (isToken(node)) return isValue(node) ? [node] : [];
  return node.children.flatMap(valuesOf);
}

/** Strings count as one token, whatever they are made of. */
function isToken({ type, children }: CodeTree): boolean {
  return children.length === 0 || type === 'string';
}

/** A name or a literal, rather than a keyword, an operator or a bracket. */
function isValue({ type, text, named }: CodeTree): boolean {
  return named && text !== type && text !== '';
}

function isClause({ type }: CodeTree): boolean {
  return type === 'for_in_clause';
}

function isCondition({ field }: CodeTree): boolean {
  return field === 'condition';
}

function mergeInto(places: Places, end: Places): void {
  for (const [name, tokens] of end) {
    const known = places.get(name) ?? [];
    places.set(
      name,
      [...new Set([...known, ...tokens])].sort((one, other) => one - other),
    );
  }
}
