/*
 * Lists that a person arranges. Items have no id of their own, so each object gets a key for the
 * screen, and an edited copy inherits it: a field keeps its focus while one types in it.
 */
const keys = new WeakMap<object, string>();
let count = 0;

export function keyOf(item: object): string {
  const known = keys.get(item);
  if (known !== undefined) return known;
  count += 1;
  const key = `item-${count}`;
  keys.set(item, key);
  return key;
}

/** The same list with one item replaced. */
export function replaced<Item extends object>(
  items: readonly Item[],
  item: Item,
  by: Item,
): Item[] {
  const kept = inPlaceOf(item, by);
  return items.map((other) => (other === item ? kept : other));
}

/** The edited copy of an item: the same row on the screen. */
export function inPlaceOf<Item extends object>(item: Item, by: Item): Item {
  keys.set(by, keyOf(item));
  return by;
}

export const without = <Item>(items: readonly Item[], item: Item): Item[] =>
  items.filter((other) => other !== item);

/** One place up (-1) or down (1); the same order at the ends. */
export function moved<Item>(items: readonly Item[], item: Item, by: -1 | 1): Item[] {
  const from = items.indexOf(item);
  const to = from + by;
  if (from < 0 || to < 0 || to >= items.length) return [...items];
  return items.toSpliced(from, 1).toSpliced(to, 0, item);
}
