import { type Refusal, refusal } from '../basics/refusal.ts';

/** A place in the tree of responses. */
export type Category = {
  readonly id: string;
  readonly name: string;
  /** Null at the top. */
  readonly parentId: string | null;
};

/** A category with the names above it. */
export type PlacedCategory<Kind extends Category> = Kind & { readonly path: readonly string[] };

/** Levels of categories, one inside the other. */
const LEVELS_MAX = 5;

/** Why the category `id` cannot lie under `parentId`; undefined when it can. */
export function placeProblem(
  categories: readonly Category[],
  id: string,
  parentId: string | null,
): Refusal | undefined {
  const above = linesAbove(categories, parentId);
  if (above === undefined) return refusal('NOT_FOUND', 'the category above');
  if (above.some((category) => category.id === id)) return refusal('CATEGORY_LOOP');
  const levels = above.length + heightOf(categories, id);
  return levels > LEVELS_MAX ? refusal('CATEGORY_TOO_DEEP') : undefined;
}

/** All of them, each below its own parent, brothers by name: as a tree is read. */
export const inTreeOrder = <Kind extends Category>(
  categories: readonly Kind[],
): readonly PlacedCategory<Kind>[] => below(categories, null, []);

/** The category and everything in it. */
export function branchIds(categories: readonly Category[], rootId: string): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = categories.some(({ id }) => id === rootId) ? [rootId] : [];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    found.add(id);
    for (const category of categories) {
      if (category.parentId === id && !found.has(category.id)) waiting.push(category.id);
    }
  }
  return found;
}

function below<Kind extends Category>(
  categories: readonly Kind[],
  parentId: string | null,
  path: readonly string[],
): readonly PlacedCategory<Kind>[] {
  return categories
    .filter((category) => category.parentId === parentId)
    .toSorted(byName)
    .flatMap((category) => [
      { ...category, path },
      ...below(categories, category.id, [...path, category.name]),
    ]);
}

/** By code unit, so that the order is the same on every machine; names of a place are unique. */
function byName(a: Category, b: Category): number {
  const [left, right] = [a.name.toLowerCase(), b.name.toLowerCase()];
  if (left === right) return a.name < b.name ? -1 : 1;
  return left < right ? -1 : 1;
}

/** From the top down to this one; empty for the top itself, undefined for one that is missing. */
function linesAbove(
  categories: readonly Category[],
  id: string | null,
): readonly Category[] | undefined {
  const line: Category[] = [];
  for (let next = id; next !== null; ) {
    const category = categories.find((each) => each.id === next);
    if (category === undefined || line.includes(category)) return undefined;
    line.unshift(category);
    next = category.parentId;
  }
  return line;
}

/** Levels of the category and what is in it; one for a category that is new. */
function heightOf(categories: readonly Category[], id: string): number {
  const heights = categories
    .filter((category) => category.parentId === id)
    .map((category) => heightOf(categories, category.id));
  return 1 + Math.max(0, ...heights);
}
