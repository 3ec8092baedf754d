import { expect, test } from 'vitest';
import type { SessionAction } from './session-actions.ts';
import { SESSION_ACTIONS, SESSION_PERMISSIONS, sessionPermission } from './session-actions.ts';

test.each<SessionAction>([...SESSION_ACTIONS])('%s waits for who is being dialed', (action) => {
  expect([
    sessionPermission(action, 'ready'),
    sessionPermission(action, 'talking'),
    sessionPermission(action, 'engaged'),
  ]).toEqual(['allowed', 'allowed', 'ENGAGED']);
});

test('the table has every action and no other', () => {
  expect(Object.keys(SESSION_PERMISSIONS).sort()).toEqual([...SESSION_ACTIONS].sort());
});
