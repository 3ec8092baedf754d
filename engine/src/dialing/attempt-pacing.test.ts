import { describe, expect, test } from 'vitest';
import { agentId, interactionId } from '../basics/ids.ts';
import { after, instant, millis, seconds } from '../basics/time.ts';
import { FIRST_DIAL, START } from '../test-site.ts';
import type { Attempt, AttemptBase } from './attempt.ts';
import {
  connected,
  detecting,
  dialing,
  ringing,
  transferring,
  validating,
  waiting,
  waitingAsNobody,
} from './attempt.ts';
import { isPaced, pacingEvents, pacingPast } from './attempt-pacing.ts';

const NOBODYS: AttemptBase = { ...FIRST_DIAL, agentId: undefined };
const NOW = after(START, seconds(9));
const CONNECT_MS_MAX = seconds(2);
const isAsked = validating(NOBODYS, undefined, NOW);
const dialed = dialing(NOBODYS, seconds(25));
const rings = ringing(dialed, after(START, seconds(2)), seconds(25));
const heard = detecting(rings, after(START, seconds(8)), seconds(3));
const waits = waiting(heard, heard.answeredAt, seconds(2));
const talks = connected(waits, agentId('ann'), interactionId('i1'), NOW);

const machine = { verdict: 'machine', cause: 'test', afterMs: millis(900) } as const;
const silence = { ...machine, verdict: 'silence' } as const;
const nobody = waitingAsNobody({ ...heard, cpd: machine }, 'machine', NOW, CONNECT_MS_MAX);
const passed = transferring({ ...heard, cpd: machine }, { ...heard, noPerson: 'machine' }, NOW);

/** Type and what it carries beside the attempt and the time. */
const told = (before: Attempt | undefined, now: Attempt | undefined): readonly string[] =>
  pacingEvents(before, now, NOW, 'list', CONNECT_MS_MAX).map((event) =>
    event.type === 'attempt-classified' ? `${event.type} ${event.verdict}` : event.type,
  );

describe('what a step of a call means for pacing', () => {
  // biome-ignore format: a table is read in columns.
  test.each<[why: string, before: Attempt | undefined, now: Attempt | undefined, told: readonly string[]]>([
    ['decided',                     undefined, dialed,    ['attempt-opened']],
    ['asked about: opened already', undefined, isAsked,   ['attempt-opened']],
    ['allowed: no second call',     isAsked,   dialed,    []],
    ['refused',                     isAsked,   undefined, ['attempt-ended']],
    ['rings',                       dialed,    rings,     ['attempt-ringing']],
    ['is listened to',              rings,     heard,     ['attempt-answered']],
    ['a person, nobody listened',   rings,     waits,     ['attempt-answered', 'attempt-classified person']],
    ['a person, by the verdict',    heard,     waits,     ['attempt-answered', 'attempt-classified person']],
    ['an agent comes',              waits,     talks,     ['attempt-connected']],
    ['an agent was there',          rings,     talks,     ['attempt-answered', 'attempt-classified person', 'attempt-connected']],
    ['nothing new',                 rings,     { ...rings, cpd: machine }, []],
    ['nobody answered',             rings,     undefined, ['attempt-ended']],
    ['nobody came',                 waits,     undefined, ['attempt-ended']],
    ['a machine',    { ...heard, cpd: machine }, undefined, ['attempt-classified machine', 'attempt-ended']],
    ['silence',      { ...heard, cpd: silence }, undefined, ['attempt-classified other', 'attempt-ended']],
    ['a machine after all', { ...waits, cpd: machine }, undefined, ['attempt-classified machine', 'attempt-ended']],
    ['the agent hung up',           talks,     undefined, ['attempt-ended']],
    ['a machine gets an agent',     { ...heard, cpd: machine }, nobody,    ['attempt-answered', 'attempt-classified machine']],
    ['so does silence',             { ...heard, cpd: silence }, { ...nobody, cpd: silence }, ['attempt-answered', 'attempt-classified other']],
    ['it was taken for a person',   waits,     nobody,    ['attempt-classified machine']],
    ['with its agent already',      talks,     { ...talks, cpd: machine, noPerson: 'machine' }, ['attempt-classified machine']],
    ['its agent comes',             nobody,    { ...talks, cpd: machine, noPerson: 'machine' }, []],
    ['and none came',               nobody,    undefined, ['attempt-ended']],
    ['a machine is handed on',      { ...heard, cpd: machine }, passed,    ['attempt-classified machine', 'attempt-ended']],
    ['from its agent',              talks,     passed,    ['attempt-ended']],
    ['the destination is there',    passed,    { ...passed, giveUpAt: undefined }, []],
    ['and gone',                    passed,    undefined, []],
  ])('%s', (_why, before, now, events) => {
    expect(told(before, now)).toEqual(events);
  });

  test('the person waits until the law wants an agent', () => {
    const [, found] = pacingEvents(heard, waits, NOW, 'list', CONNECT_MS_MAX);
    expect(found).toMatchObject({ agentBy: waits.abandonAt, at: NOW });
  });

  // biome-ignore format: a table is read in columns.
  test.each<[why: string, met: Attempt, waitMs: number]>([
    ['whoever meets an agent at once could have waited as long', talks, 1_000],
    ['after a late verdict nobody waits, and no agent is late', { ...talks, answeredAt: START }, 0],
  ])('%s', (_why, met, waitMs) => {
    const [, found] = pacingEvents(heard, met, NOW, 'list', CONNECT_MS_MAX);
    expect(found).toMatchObject({ agentBy: after(NOW, millis(waitMs)), at: NOW });
  });
});

describe('calls that take part in no race', () => {
  test.each<[string, AttemptBase]>([
    ['one that is its agent’s from the start', FIRST_DIAL],
    ['one by hand', { ...NOBODYS, kind: 'manual' }],
    ['one for a record on a screen', { ...NOBODYS, openedFor: interactionId('i9') }],
  ])('%s', (_why, of) => {
    const call = dialing(of, seconds(25));
    expect(isPaced(call)).toBe(false);
    expect(told(undefined, call)).toEqual([]);
    expect(told(call, undefined)).toEqual([]);
    expect(pacingPast(call, 'list')).toEqual([]);
  });
});

describe('what a controller is told that was not there', () => {
  test.each<[string, Attempt, readonly string[]]>([
    ['dialing', dialed, ['attempt-opened 0']],
    ['ringing', rings, ['attempt-opened 0', 'attempt-ringing 2000']],
    ['listened to', heard, ['attempt-opened 0', 'attempt-answered 8000']],
    ['waiting', waits, ['attempt-opened 0', 'attempt-answered 8000', 'attempt-classified 8000']],
    ['talking', talks, []],
  ])('%s', (_why, call, events) => {
    const past = pacingPast(call, 'list').map(({ type, at }) => `${type} ${at - START}`);
    expect(past).toEqual(events);
    expect(pacingPast(call, 'list').every(({ at }) => at >= instant(START))).toBe(true);
  });
});
