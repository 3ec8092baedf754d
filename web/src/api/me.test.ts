import { ROLES } from '@outpace/protocol/sign-in.ts';
import { expect, test } from 'vitest';
import { HOME_OF } from './me.ts';

test('every role has a page of its own to begin with', () => {
  expect(new Set(ROLES.map((role) => HOME_OF[role])).size).toBe(ROLES.length);
});
