import fc from 'fast-check';
import { expect, test } from 'vitest';
import { agentId, attemptId, chainId, interactionId, recordId } from '../basics/ids.ts';
import { after, millis, seconds } from '../basics/time.ts';
import type { Attempt } from '../dialing/attempt.ts';
import { dialing, waiting } from '../dialing/attempt.ts';
import { AGENTS, ANN, BEN, CAT, GROUP, phone, START } from '../test-site.ts';
import type { LegState } from './agent-phone.ts';
import { newPhone, withReach } from './agent-phone.ts';
import type { AgentSession, PhaseFacts } from './agent-session.ts';
import { entered, newAgent } from './agent-session.ts';
import { freeInOrder, isPromised, longestReady, mayServe, waitingInOrder } from './matching.ts';

const agent = (name: string, facts: PhaseFacts, second: number): AgentSession => {
  const born = newAgent({ agentId: agentId(name), name, groupIds: [AGENTS] }, 'none', START);
  return entered({ ...born, goneSince: undefined }, facts, after(START, seconds(second)));
};
const ready = (name: string, second: number) => agent(name, { phase: 'ready' }, second);
const lunch = agent(CAT, { phase: 'not-ready', reason: 'lunch' }, 0);

test('free agents come longest ready first, and the first of them is next', () => {
  const agents = [ready(ANN, 9), lunch, ready(BEN, 3)];
  expect(freeInOrder(agents).map((each) => each.agentId)).toEqual([BEN, ANN]);
  expect([longestReady(agents)?.agentId, longestReady([lunch]), longestReady([])]).toEqual([
    BEN,
    undefined,
    undefined,
  ]);
});

test('the next agent is the first of the order, whoever is asked in whatever order', () => {
  const someone = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat({ max: 3 }));
  fc.assert(
    fc.property(fc.uniqueArray(someone, { selector: ([name]) => name }), (people) => {
      const agents = people.map(([name, second]) => ready(name, second));
      expect(longestReady(agents)).toBe(freeInOrder(agents.toReversed())[0]);
    }),
  );
});

const call = (id: string) =>
  dialing(
    {
      id: attemptId(id),
      groupId: GROUP,
      chainId: chainId(id),
      recordId: recordId(id),
      phone: phone(1),
      openedAt: START,
      agentId: ANN,
      openedFor: undefined,
      cpd: undefined,
    },
    seconds(25),
  );

test('who answered first is served first, and only who waits', () => {
  const waits = (id: string, second: number) =>
    waiting(call(id), after(START, seconds(second)), millis(2_000));
  const order = waitingInOrder([waits('a3', 5), call('a0'), waits('a2', 5), waits('a4', 1)]);
  expect(order.map((attempt) => attempt.id)).toEqual(['a4', 'a2', 'a3']);
});

const reserved = (id: string): PhaseFacts => ({ phase: 'reserved', attemptId: attemptId(id) });
const talking = (id: string): PhaseFacts => ({
  phase: 'talking',
  interactionId: interactionId(id),
});
const opened = { ...call('a1'), openedFor: interactionId('i1') };

// biome-ignore format: a table is read in columns.
test.each<[why: string, facts: PhaseFacts, attempt: Attempt, is: boolean]>([
  ['reserved for this call',           reserved('a1'), call('a1'), true],
  ['reserved for another',             reserved('a2'), call('a1'), false],
  ['accepted this record',             talking('i1'),  opened,     true],
  ['talking to somebody else',         talking('i2'),  opened,     false],
  ['talking, and nothing was accepted', talking('i1'), call('a1'), false],
  ['back at the line of the free',     { phase: 'ready' }, call('a1'), false],
])('%s', (_why, facts, attempt, is) => {
  expect(isPromised(agent(ANN, facts, 0), attempt)).toBe(is);
});

test('a person is given to the agent they were promised to only if that agent is heard', () => {
  const ann = agent(ANN, reserved('a1'), 0);
  const unheard = { ...ann, phone: newPhone('needed') };
  expect([
    mayServe(ann, call('a1')),
    mayServe(unheard, call('a1')),
    mayServe({ ...ann, phone: withReach(unheard.phone, true) }, call('a1')),
    mayServe(ann, call('a2')),
  ]).toEqual([true, false, true, false]);
});

test('who cannot be heard is not free', () => {
  const unheard = { ...ready(ANN, 3), phone: newPhone('needed') };
  expect(longestReady([unheard, ready(BEN, 9)])?.agentId).toBe(BEN);
});

test.each<[leg: LegState, silent: boolean, isFree: boolean]>([
  ['down', false, true],
  ['raising', false, false],
  ['up', false, true],
  ['up', true, false],
])('with a leg that is %s (silent: %s), ready is free: %s', (leg, silent, free) => {
  const phone = { kind: 'desk', reachable: true, leg, silent } as const;
  expect(longestReady([{ ...ready(ANN, 3), phone }]) !== undefined).toBe(free);
});
