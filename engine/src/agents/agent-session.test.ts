import { expect, test } from 'vitest';
import { attemptId, interactionId, offerId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import { AGENTS, ANN, BEN, START } from '../test-site.ts';
import { newPhone, withReach } from './agent-phone.ts';
import type { AgentSession, PendingStatus, PhaseFacts } from './agent-session.ts';
import {
  agentDeadline,
  EMPTY_DAY,
  entered,
  holding,
  isFree,
  isNextBefore,
  isReason,
  newAgent,
  nextPhase,
  pendingAfterLoss,
  tallied,
} from './agent-session.ts';

const later = after(START, minutes(1));
const ann = newAgent({ agentId: ANN, name: 'Ann', groupIds: [AGENTS] }, 'none', START);
const facts: readonly PhaseFacts[] = [
  { phase: 'not-ready', reason: 'lunch' },
  { phase: 'ready' },
  { phase: 'previewing', offerId: offerId('o1') },
  { phase: 'reserved', attemptId: attemptId('a1') },
  { phase: 'talking', interactionId: interactionId('i1') },
  { phase: 'wrap-up', interactionId: interactionId('i1') },
];
const here = { ...ann, goneSince: undefined };
const phases = facts.map((each) => entered(here, each, later));

test('an agent begins not ready, without a browser and without numbers', () => {
  expect(ann).toEqual({
    agentId: ANN,
    name: 'Ann',
    groupIds: [AGENTS],
    loggedOnAt: START,
    since: START,
    pending: undefined,
    goneSince: START,
    notices: [],
    lastOutcome: undefined,
    today: EMPTY_DAY,
    phone: { kind: 'none' },
    phase: 'not-ready',
    reason: 'logged-on',
  });
});

test('a phase has its own facts and none of the phase before', () => {
  const from = entered(here, { phase: 'previewing', offerId: offerId('o1') }, START);
  const { reason: _reason, ...rest } = { reason: '', ...here };
  expect(entered(from, { phase: 'ready' }, later)).toEqual({
    ...rest,
    reason: undefined,
    since: later,
    phase: 'ready',
  });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, from: PhaseFacts, today: Partial<AgentSession['today']>]>([
  ['a minute of waiting is ready time',     { phase: 'ready' }, { readyMs: 60_000 }],
  ['a minute of after-call work is that',
    { phase: 'wrap-up', interactionId: interactionId('i1') }, { wrapUpMs: 60_000 }],
  ['a minute of lunch is not counted',      { phase: 'not-ready', reason: 'lunch' }, {}],
  ['talk is counted when it is done',
    { phase: 'talking', interactionId: interactionId('i1') }, {}],
])('%s', (_why, from, today) => {
  const agent = entered(entered(here, from, START), { phase: 'ready' }, later);
  expect(agent.today).toEqual({ ...EMPTY_DAY, ...today });
});

test('what smart logout waits for', () => {
  expect(phases.map((agent) => [agent.phase, holding(agent)])).toEqual([
    ['not-ready', 'nothing'],
    ['ready', 'nothing'],
    ['previewing', 'offer'],
    ['reserved', 'call'],
    ['talking', 'call'],
    ['wrap-up', 'wrap-up'],
  ]);
});

test('free is who is ready with a browser', () => {
  expect(phases.filter(isFree).map((agent) => agent.phase)).toEqual(['ready']);
  expect(phases.map((agent) => ({ ...agent, goneSince: later })).filter(isFree)).toEqual([]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, pending: PendingStatus | undefined, next: PhaseFacts | 'logged-off']>([
  ['nothing was asked for: ready', undefined,                              { phase: 'ready' }],
  ['ready was asked for',          { to: 'ready' },                        { phase: 'ready' }],
  ['lunch was asked for',          { to: 'not-ready', reason: 'lunch' },
    { phase: 'not-ready', reason: 'lunch' }],
  ['log-off was asked for',        { to: 'logged-off' },                   'logged-off'],
])('%s', (_why, pending, next) => {
  expect(nextPhase({ pending, phone: { kind: 'none' } })).toEqual(next);
});

test('nobody goes to the next call with a phone that cannot be heard', () => {
  const phone = newPhone('needed');
  const lost = { phase: 'not-ready', reason: 'phone-lost' };
  expect([
    nextPhase({ pending: undefined, phone }),
    nextPhase({ pending: { to: 'ready' }, phone }),
    nextPhase({ pending: { to: 'logged-off' }, phone }),
    nextPhase({ pending: undefined, phone: withReach(phone, true) }),
  ]).toEqual([lost, lost, 'logged-off', { phase: 'ready' }]);
});

test('who loses something stops, or leaves as they had asked', () => {
  const leaving = { ...ann, pending: { to: 'logged-off' } } as const;
  expect([pendingAfterLoss(ann, 'phone-lost'), pendingAfterLoss(leaving, 'phone-lost')]).toEqual([
    { to: 'not-ready', reason: 'phone-lost' },
    { to: 'logged-off' },
  ]);
});

const patience = { graceMs: seconds(30), abandonedWrapUpMs: minutes(5) };

test('an agent with a browser keeps their place for ever', () => {
  expect(phases.map((agent) => agentDeadline(agent, patience))).toEqual(
    phases.map(() => undefined),
  );
});

test('without one, half a minute for work and five minutes for the rest', () => {
  const gone = phases.map((agent) => ({ ...agent, since: START, goneSince: later }));
  const [grace, rest] = [after(later, seconds(30)), after(later, minutes(5))];
  expect(gone.map((agent) => agentDeadline(agent, patience))).toEqual([
    rest,
    grace,
    grace,
    grace,
    grace,
    rest,
  ]);
});

test('after-call work that began later is given its time from then', () => {
  const began = after(later, minutes(2));
  const gone = phases.map((agent) => ({ ...agent, since: began, goneSince: later }));
  expect(gone.slice(5).map((agent) => agentDeadline(agent, patience))).toEqual([
    after(began, minutes(5)),
  ]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, ann: Instant, ben: Instant, next: boolean]>([
  ['who is ready longer is next',    START, later, true],
  ['who came later is not',          later, START, false],
  ['of two at once the name decides', START, START, true],
])('%s', (_why, annSince, benSince, next) => {
  const ben = { ...ann, agentId: BEN };
  expect(isNextBefore({ ...ann, since: annSince }, { ...ben, since: benSince })).toBe(next);
});

// biome-ignore format: a table is read in columns.
test.each<[reason: string, allowed: boolean]>([
  ['lunch',           true],
  ['after-call-work', true],
  ['do-not-disturb',  true],
  ['supervisor',      false],
  ['connection-lost', false],
  ['golf',            false],
])('an agent may give the reason %s: %s', (reason, allowed) => {
  expect(isReason(reason, [{ code: 'lunch' }])).toBe(allowed);
});

test('an agent’s numbers only grow', () => {
  expect(tallied(tallied(ann, 'calls', 1), 'talkMs', 500)).toEqual({
    ...ann,
    today: { ...EMPTY_DAY, calls: 1, talkMs: 500 },
  });
});
