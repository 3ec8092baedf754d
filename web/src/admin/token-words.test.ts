import { expect, test } from 'vitest';
import { endWords, scopesOf, scopeWords, usedWords } from './token-words.ts';

// biome-ignore format: a table is read in columns.
test.each<[read: string[], change: string[], scopes: string[], words: string]>([
  [['campaigns'],          [],                ['campaigns:read'],                    'reads campaigns'],
  [[],                     ['calling-lists'], ['calling-lists:write'],               'changes calling lists'],
  [['all', 'campaigns'],   ['campaigns'],     ['all:read', 'campaigns:write'],       'reads everything but users; changes campaigns'],
  [['campaigns', 'users'], [],                ['campaigns:read', 'users:read'],      'reads campaigns, users'],
])('to read %j and to change %j', (read, change, scopes, words) => {
  expect(scopesOf({ read, change })).toEqual(scopes);
  expect(scopeWords(scopes)).toBe(words);
});

test('when a token ends, and when it was used', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');
  expect(endWords({ expiresAt: '2026-03-02T11:59:00Z' }, now)).toBe('Has run out');
  expect(endWords({ expiresAt: '2027-03-02T12:00:00Z' }, now)).toMatch(/Mar 2027/);
  expect(usedWords({ usedAt: null }, now)).toBe('Never');
  expect(usedWords({ usedAt: '2026-03-02T11:30:00Z' }, now)).toMatch(/^\d\d:30$/);
});
