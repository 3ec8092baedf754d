/** Whether two plain values say the same, in whatever order their fields were written. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const mine = new Map<string, unknown>(
    Object.entries(a).filter(([, value]) => value !== undefined),
  );
  const theirs = Object.entries(b).filter(([, value]) => value !== undefined);
  if (mine.size !== theirs.length) return false;
  return theirs.every(([key, value]) => mine.has(key) && isSameValue(mine.get(key), value));
}
