import type { Flow } from './data-flow.ts';

/**
 * The share of the reference's data flow that the candidate has, too, each edge at most once; names are numbered by their
 * first place, so that what variables are called does not count. From 0 to 1; undefined where the reference has none.
 */
export function dataFlowMatch(candidate: readonly Flow[], reference: readonly Flow[]): number | undefined {
  if (reference.length === 0) return undefined;
  const left = new Map<string, number>();
  for (const edge of numbered(candidate)) left.set(edge, (left.get(edge) ?? 0) + 1);
  let matched = 0;
  for (const edge of numbered(reference)) {
    const count = left.get(edge) ?? 0;
    if (count === 0) continue;
    left.set(edge, count - 1);
    matched++;
  }
  return matched / reference.length;
}

function numbered(flows: readonly Flow[]): string[] {
  const numbers = new Map<string, number>();
  const numberOf = (name: string) => {
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  };
  return flows.map(({ name, relation, from }) => {
    const sources = from.map((source) => numberOf(source.name));
    return `${numberOf(name)} ${relation} ${sources.join(' ')}`;
  });
}
