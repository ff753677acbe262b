import { canonicalJson, sha256 } from '../core/canonical.ts';

/**
 * The items in an order that looks random and depends on nothing but the seed parts and each item's key: neither on
 * the order they come in nor on which others there are, so that adding a task changes few of the earlier choices.
 */
export function seededOrder<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  seed: readonly (string | number)[],
): readonly Item[] {
  const ranked = items.map((item) => ({ item, rank: sha256(canonicalJson([...seed, keyOf(item)])) }));
  ranked.sort((a, b) => (a.rank < b.rank ? -1 : 1));
  return ranked.map(({ item }) => item);
}
