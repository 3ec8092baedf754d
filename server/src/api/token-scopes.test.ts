import { expect, test } from 'vitest';
import { groupsNamed, isWithin, scopeGroup, scopeNeeded, unknownScopes } from './token-scopes.ts';

test.each([
  ['Calling lists', 'calling-lists'],
  ['What-if', 'what-if'],
  ['imports', 'imports'],
])('the group %s is %s in scopes', (tag, group) => {
  expect(scopeGroup(tag)).toBe(group);
});

test.each<[method: string, tags: readonly string[] | undefined, needed: string | undefined]>([
  ['GET', ['Reports'], 'reports:read'],
  ['HEAD', ['Reports'], 'reports:read'],
  ['PUT', ['Campaigns'], 'campaigns:write'],
  ['DELETE', ['Campaigns'], 'campaigns:write'],
  ['PUT', ['Sign-in'], undefined],
  ['GET', undefined, undefined],
])('%s of %s needs %s', (method, tags, needed) => {
  expect(scopeNeeded(method, tags)).toBe(needed);
});

test.each<[scopes: readonly string[], needed: string, may: boolean]>([
  [['reports:read'], 'reports:read', true],
  [['reports:write'], 'reports:read', true],
  [['reports:read'], 'reports:write', false],
  [['reports:read'], 'campaigns:read', false],
  [['all:read'], 'campaigns:read', true],
  [['all:read'], 'campaigns:write', false],
  [['all:write'], 'campaigns:write', true],
  [['all:write'], 'users:write', false],
  [['all:write'], 'users:read', false],
  [['users:write'], 'users:write', true],
  [[], 'reports:read', false],
])('%s is within %s: %s', (scopes, needed, may) => {
  expect(isWithin(scopes, needed)).toBe(may);
});

test('scopes of groups that are none are told', () => {
  const groups = new Set(['reports', 'sign-in']);
  const scopes = ['reports:read', 'all:write', 'sign-in:write', 'toString:read'];
  expect(unknownScopes(scopes, groups)).toEqual(['sign-in:write', 'toString:read']);
});

test('a scope names everything, or any group but that of passwords and sessions', () => {
  const groups = new Set(['users', 'sign-in', 'campaigns']);
  expect(groupsNamed(groups)).toEqual(['all', 'campaigns', 'users']);
  expect(
    unknownScopes(
      groupsNamed(groups).map((group) => `${group}:read`),
      groups,
    ),
  ).toEqual([]);
});
