import { agentId } from '@outpace/engine/basics/ids.ts';
import { after, instant, millis } from '@outpace/engine/basics/time.ts';
import { describe, expect, test } from 'vitest';
import type { AgentLine, Heard, LineLeg } from './agent-line.ts';
import { heardAgain, isLostWith, isReachable, newLine, upLegOf } from './agent-line.ts';

const ann = agentId('ann');
const start = instant(1_000_000);
const up = {
  phase: 'up',
  legId: 'leg',
  isDropped: false,
  isLost: false,
  to: 'browser',
  contact: 'sip:here',
  heard: { packets: 0, at: start, isSilent: false },
  isTold: true,
} as const;
const down: LineLeg = { phase: 'down' };
const raising = {
  phase: 'raising',
  legId: 'leg',
  isDropped: false,
  isLost: false,
  to: 'browser',
  contact: 'sip:here',
} as const;

test.each<[why: string, leg: LineLeg, legId: string | undefined]>([
  ['nobody is there', down, undefined],
  ['on its way', raising, undefined],
  ['there', up, 'leg'],
  ['on its way out', { ...up, isDropped: true }, undefined],
])('who can be joined: %s', (_why, leg, legId) => {
  expect(upLegOf(new Map([[ann, { ...newLine(ann), leg }]]), ann)).toBe(legId);
});

test('an agent whom nobody knows, or nobody at all, has no leg', () => {
  expect(upLegOf(new Map(), ann)).toBeUndefined();
  expect(upLegOf(new Map([[ann, { ...newLine(ann), leg: up }]]), undefined)).toBeUndefined();
});

test.each<[why: string, line: Partial<AgentLine>, reachable: boolean]>([
  ['a browser that nobody has signed in with', {}, false],
  ['a browser that is signed in', { isOnline: true }, true],
  ['a desk phone needs no signing in', { phone: { kind: 'desk', address: 'sip:a@b' } }, true],
])('%s', (_why, line, reachable) => {
  expect(isReachable({ ...newLine(ann), ...line })).toBe(reachable);
});

describe('what is heard', () => {
  type Look = readonly [ms: number, packets: number];
  const looked = (looks: readonly Look[]): Heard =>
    looks.reduce<Heard>(
      (heard, [ms, packets]) => heardAgain(heard, packets, after(start, millis(ms))),
      { packets: 0, at: start, isSilent: false },
    );

  test.each<[why: string, looks: readonly Look[], isSilent: boolean]>([
    ['nothing yet, just now', [[1_000, 0]], false],
    [
      'never anything',
      [
        [1_000, 0],
        [2_000, 0],
        [3_000, 0],
        [4_000, 0],
      ],
      true,
    ],
    [
      'as it should',
      [
        [1_000, 50],
        [2_000, 100],
      ],
      false,
    ],
    [
      'it broke off, not long ago',
      [
        [1_000, 50],
        [4_999, 50],
      ],
      false,
    ],
    [
      'it broke off',
      [
        [1_000, 50],
        [5_000, 50],
      ],
      true,
    ],
    [
      'and stays away',
      [
        [1_000, 50],
        [5_000, 50],
        [60_000, 50],
      ],
      true,
    ],
    [
      'heard again',
      [
        [1_000, 50],
        [5_000, 50],
        [6_000, 51],
      ],
      false,
    ],
    [
      'the count began anew: that is sound too',
      [
        [1_000, 50],
        [5_000, 3],
      ],
      false,
    ],
  ])('%s', (_why, looks, isSilent) => {
    expect(looked(looks).isSilent).toBe(isSilent);
  });

  test('no news is the same object', () => {
    const heard: Heard = { packets: 5, at: start, isSilent: false };
    expect(heardAgain(heard, 5, after(start, millis(3_999)))).toBe(heard);
    const silent = { ...heard, isSilent: true };
    expect(heardAgain(silent, 5, after(start, millis(9_000)))).toBe(silent);
  });
});

test.each<[why: string, leg: LineLeg, isLost: boolean]>([
  ['the sign-in that the leg goes to', up, true],
  ['another one, which has taken its place', { ...up, contact: 'sip:there' }, false],
  ['nobody knows where the leg goes to', { ...up, contact: undefined }, true],
  ['it goes to a desk phone', { ...up, to: 'desk', contact: undefined }, false],
  ['the leg is being ended as it is', { ...up, isDropped: true }, false],
  ['the leg rings there', raising, true],
  ['the leg rings elsewhere', { ...raising, contact: 'sip:there' }, false],
  ['there is no leg', down, false],
])('a removed sign-in takes the leg with it: %s', (_why, leg, isLost) => {
  expect(isLostWith(leg, 'sip:here')).toBe(isLost);
});
