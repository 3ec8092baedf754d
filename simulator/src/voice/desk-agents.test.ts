import { expect, test } from 'vitest';
import { deskOf } from './desk-agents.ts';

test.each([
  ['agent-1', '9001'],
  ['agent-12', '90012'],
])('%s has the phone %s', (agent, desk) => {
  expect(deskOf(agent)).toBe(desk);
});
