import { expect, test } from 'vitest';
import { after, minutes, seconds } from '../basics/time.ts';
import { BEN, phone, START } from '../test-site.ts';
import type { ThirdPurpose } from './third-party.ts';
import { colleagueIn, newThird, withThirdEvent } from './third-party.ts';

const ben = { kind: 'agent', agentId: BEN } as const;
const asked = newThird(ben, 'consult', 1, START);
const later = after(START, minutes(1));

test('a third party is called, and given up in time', () => {
  expect(asked).toEqual({
    target: ben,
    purpose: 'consult',
    serial: 1,
    state: 'calling',
    since: START,
    giveUpAt: after(START, seconds(55)),
    takesOver: false,
  });
});

test.each<[ThirdPurpose, boolean]>([
  ['consult', false],
  ['conference', false],
  ['transfer', true],
])('%s takes the call over by itself: %s', (purpose, takesOver) => {
  expect(newThird(ben, purpose, 1, START).takesOver).toBe(takesOver);
});

test('it rings and is there, once each, in whatever order it is told', () => {
  const rings = withThirdEvent(asked, 'ringing', later);
  const there = withThirdEvent(rings, 'answered', later);
  expect([rings.state, rings.since, there.state]).toEqual(['ringing', later, 'there']);
  expect(withThirdEvent(rings, 'ringing', later)).toBe(rings);
  expect(withThirdEvent(there, 'ringing', later)).toBe(there);
  expect(withThirdEvent(there, 'answered', later)).toBe(there);
});

test('a number is nobody here', () => {
  const number = newThird({ kind: 'number', phone: phone(9) }, 'consult', 1, START);
  expect([asked, number, undefined].map(colleagueIn)).toEqual([BEN, undefined, undefined]);
});
