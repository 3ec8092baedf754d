import { expect, test } from 'vitest';
import type { AgentId } from '../basics/ids.ts';
import { agentId, internalCallId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import { after, seconds } from '../basics/time.ts';
import { ANN, BEN, CAT, START, TestSite } from '../test-site.ts';
import type { AgentSession } from './agent-session.ts';
import {
  answeredCall,
  colleagueIn,
  heldCall,
  internalCallProblem,
  newInternalCall,
  pairOf,
  toldToCaller,
  wantsLeg,
} from './internal-call.ts';

/** Ann and Ben hold nothing, Ben has a break; Cat is Ready. */
const site = TestSite.running({ agents: [ANN, BEN, CAT], chains: [], phones: 'needed' });
site.ready(ANN);
site.ready(CAT);
const [ann, ben, cat] = [ANN, BEN, CAT].map((id) => site.agent(id)) as [
  AgentSession,
  AgentSession,
  AgentSession,
];
const as = (agent: AgentSession, change: object): AgentSession =>
  ({ ...agent, ...change }) as AgentSession;
const talking = { phase: 'talking', interactionId: 'i1' };
const mute = { phone: { ...ann.phone, reachable: false } };

type Row = [
  why: string,
  caller: AgentSession,
  colleague: AgentSession | undefined,
  switchUp: boolean,
  problem: RefusalCode | undefined,
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['a Ready colleague',                     ann, cat, true, undefined],
  ['one who is Not Ready may say no',       ann, ben, true, undefined],
  ['and may call as well',                  ben, cat, true, undefined],
  ['nobody calls in the middle of a call',  as(ann, talking), cat, true, 'AGENT_BUSY'],
  ['nor in after-call work',                as(ann, { phase: 'wrap-up' }), cat, true, 'AGENT_BUSY'],
  ['nor while their line is held',          as(ann, { phase: 'engaged' }), cat, true, 'ENGAGED'],
  ['nor without a phone',                   as(ann, mute), cat, true, 'PHONE_NOT_READY'],
  ['nor without a switch',                  ann, cat, false, 'SWITCH_UNAVAILABLE'],
  ['who has gone home',                     ann, undefined, true, 'AGENT_NOT_LOGGED_ON'],
  ['nobody calls themselves',               ann, ann, true, 'TARGET_SELF'],
  ['who talks already',                     ann, as(cat, talking), true, 'TARGET_BUSY'],
  ['who waits on the line for a contact',   ann, as(cat, { phase: 'engaged' }), true, 'TARGET_BUSY'],
  ['who looks at a record',                 ann, as(cat, { phase: 'previewing' }), true, 'TARGET_BUSY'],
  ['whose screen is gone',                  ann, as(cat, { goneSince: START }), true, 'TARGET_UNREACHABLE'],
  ['whose phone cannot be called',          ann, as(cat, mute), true, 'TARGET_UNREACHABLE'],
])('%s', (_why, caller, colleague, switchUp, problem) => {
  expect(internalCallProblem(caller, colleague, switchUp)).toBe(problem);
});

test('it rings for half a minute, and then they talk', () => {
  const rings = newInternalCall({ id: internalCallId('c1'), from: ANN, to: BEN }, START);
  const both = { id: 'c1', from: ANN, to: BEN };
  const giveUpAt = after(START, seconds(30));
  expect(rings).toEqual({ ...both, since: START, phase: 'ringing', giveUpAt });
  const later = after(START, seconds(9));
  const talks = answeredCall(rings, later);
  expect(talks).toEqual({ ...both, since: later, phase: 'talking' });
  expect([colleagueIn(rings, ANN), colleagueIn(rings, BEN)]).toEqual([BEN, ANN]);
  // The colleague's phone is left alone until they have said yes.
  const legs = [rings, talks].map((call) => [ANN, BEN].map((id) => wantsLeg(call, id)));
  expect(legs).toEqual([
    [true, false],
    [true, true],
  ]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, phase: 'ringing' | 'talking', by: AgentId, how: 'ended' | 'lost', told: RefusalCode | undefined]>([
  ['the colleague rejects',              'ringing', BEN, 'ended', 'COLLEAGUE_REJECTED'],
  ['the caller thinks better of it',     'ringing', ANN, 'ended', undefined],
  ['the colleague is lost',              'ringing', BEN, 'lost',  'COLLEAGUE_NO_ANSWER'],
  ['the caller’s own phone is lost',     'ringing', ANN, 'lost',  'PHONE_NOT_READY'],
  ['they have talked',                   'talking', BEN, 'ended', undefined],
  ['and the line broke',                 'talking', BEN, 'lost',  undefined],
])('what the caller is told: %s', (_why, phase, by, how, told) => {
  const rings = newInternalCall({ id: internalCallId('c1'), from: ANN, to: BEN }, START);
  const call = phase === 'ringing' ? rings : answeredCall(rings, START);
  expect(toldToCaller(call, by, how)).toBe(told);
});

test('whose call it is', () => {
  const internal = newInternalCall({ id: internalCallId('c1'), from: ANN, to: BEN }, START);
  const held = as(ann, { phase: 'internal', internal });
  expect(pairOf(internal)).toEqual([ANN, BEN]);
  expect(heldCall(held, internalCallId('c1'))).toBe(internal);
  expect([heldCall(held, internalCallId('c2')), heldCall(ann, internal.id)]).toEqual([
    undefined,
    undefined,
  ]);
});

test('somebody unknown is nobody', () => {
  const eve = site.state.agents.get(agentId('eve'));
  expect(internalCallProblem(ann, eve, true)).toBe('AGENT_NOT_LOGGED_ON');
});
