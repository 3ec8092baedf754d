/** The group of the API document that no token gets into: passwords, sessions, and tokens. */
const NEVER = 'sign-in';
/** With it a token could make itself somebody else: it has to be named. */
const NAMED_ONLY = 'users';
const ALL = 'all';

/** A group of the API document as scopes call it: `Calling lists` is `calling-lists`. */
export const scopeGroup = (tag: string): string =>
  tag
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');

/** What a request needs; undefined: no token may. */
export function scopeNeeded(
  method: string,
  tags: readonly string[] | undefined,
): string | undefined {
  const group = scopeGroup(tags?.[0] ?? NEVER);
  if (group === NEVER) return undefined;
  return `${group}:${method === 'GET' || method === 'HEAD' ? 'read' : 'write'}`;
}

/** Whoever may write may read. */
export function isWithin(scopes: readonly string[], needed: string): boolean {
  const [group = '', what] = needed.split(':');
  const groups = group === NAMED_ONLY ? [group] : [group, ALL];
  const rights = what === 'read' ? ['read', 'write'] : ['write'];
  return groups.some((each) => rights.some((right) => scopes.includes(`${each}:${right}`)));
}

/** What a scope can name: everything but users, and each group of the document by itself. */
export const groupsNamed = (groups: ReadonlySet<string>): readonly string[] => [
  ALL,
  ...[...groups].filter((group) => group !== NEVER).toSorted(),
];

/** Those of the scopes that name no group of the document. */
export const unknownScopes = (
  scopes: readonly string[],
  groups: ReadonlySet<string>,
): readonly string[] =>
  scopes.filter((scope) => {
    const [group = ''] = scope.split(':');
    return group === NEVER || (group !== ALL && !groups.has(group));
  });
