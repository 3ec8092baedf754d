import { agentId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { AgentLine, Heard, LineLeg } from './agent-line.ts';
import { heardAgain, isLostWith, isReachable, newLine, upLegOf } from './agent-line.ts';

const ann = newLine(agentId('ann'));
const up = (more: Partial<Extract<LineLeg, { phase: 'up' }>> = {}): AgentLine => ({
  ...ann,
  leg: {
    phase: 'up',
    legId: 'leg',
    isDropped: false,
    isLost: false,
    contact: 'sip:here',
    heard: { packets: 0, at: instant(0), isSilent: false },
    ...more,
  },
});

const raising = (contact: string): LineLeg => ({
  phase: 'raising',
  legId: 'leg',
  isDropped: false,
  isLost: false,
  contact,
});

test.each<[why: string, line: AgentLine, legId: string | undefined]>([
  ['nobody was called', ann, undefined],
  ['the phone rings', { ...ann, leg: raising('sip:here') }, undefined],
  ['the leg is up', up(), 'leg'],
  ['the leg is being ended', up({ isDropped: true }), undefined],
])('who can be joined when %s', (_why, line, legId) => {
  expect(upLegOf(new Map([[line.agentId, line]]), line.agentId)).toBe(legId);
});

test('a desk phone can always be called, a browser when it is signed in', () => {
  const desk = { ...ann, phone: { kind: 'desk', address: 'sip:a@b.example' } } as const;
  expect([desk, ann, { ...ann, isOnline: true }].map(isReachable)).toEqual([true, false, true]);
});

const heard: Heard = { packets: 100, at: instant(10_000), isSilent: false };

test.each<[why: string, before: Heard, packets: number, atMs: number, after: Heard]>([
  [
    'more packets: heard',
    heard,
    150,
    11_000,
    { packets: 150, at: instant(11_000), isSilent: false },
  ],
  ['none for three seconds: not yet silent', heard, 100, 13_000, heard],
  ['none for four: silent', heard, 100, 14_000, { ...heard, isSilent: true }],
  [
    'still none: still silent',
    { ...heard, isSilent: true },
    100,
    20_000,
    { ...heard, isSilent: true },
  ],
  [
    'some again: heard',
    { ...heard, isSilent: true },
    101,
    20_000,
    { packets: 101, at: instant(20_000), isSilent: false },
  ],
  [
    'another stream that counts from the beginning: heard',
    heard,
    3,
    11_000,
    { packets: 3, at: instant(11_000), isSilent: false },
  ],
])('%s', (_why, before, packets, atMs, after) => {
  expect(heardAgain(before, packets, instant(atMs))).toEqual(after);
});

test.each<[why: string, leg: LineLeg, isLost: boolean]>([
  ['the sign-in of the leg', up().leg, true],
  ['a sign-in that is not known', up({ contact: undefined }).leg, true],
  ['another one', up({ contact: 'sip:there' }).leg, false],
  ['a leg that is being ended anyway', up({ isDropped: true }).leg, false],
  ['a leg that rings there', raising('sip:here'), true],
  ['a leg that rings elsewhere', raising('sip:there'), false],
  ['no leg', ann.leg, false],
])('what goes with a removed sign-in: %s', (_why, leg, isLost) => {
  expect(isLostWith(leg, 'sip:here')).toBe(isLost);
});
