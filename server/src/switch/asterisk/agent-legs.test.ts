import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { agentId } from '@outpace/engine/basics/ids.ts';
import { beforeEach, expect, test } from 'vitest';
import {
  borrowLeg,
  dropAgent,
  onAgentLegGone,
  onAgentLegUp,
  onSignInRemoved,
  raiseAgent,
  setAgentPhone,
} from './agent-legs.ts';
import { AriFault } from './ari-faults.ts';
import { lineOf, putLine } from './exchange.ts';
import { onPackets } from './silence.ts';
import { refusedWith, TestExchange, TRUNK } from './test-exchange.ts';

let at: TestExchange;
const ann = agentId('ann');

beforeEach(() => {
  at = new TestExchange();
});

const choose = (phone: PhoneChoice): void =>
  setAgentPhone(at.x, { type: 'set-agent-phone', agentId: ann, phone });
const raise = (music = true): void =>
  raiseAgent(at.x, { type: 'raise-agent', agentId: ann, music });
const drop = (): void => dropAgent(at.x, { type: 'drop-agent', agentId: ann });

test.each<[phone: PhoneChoice, endpoint: string]>([
  [{ kind: 'browser' }, 'PJSIP/main~agent~ann'],
  [{ kind: 'desk', address: 'sip:ann@desk.example' }, 'PJSIP/main~desk/sip:ann@desk.example'],
  [{ kind: 'desk', address: '+12025550143' }, 'PJSIP/+12025550143@main~trunk~carrier'],
])('a phone is called where the agent said: %o', (phone, endpoint) => {
  choose(phone);
  raise();
  raise();
  expect(at.ari.orders).toHaveLength(1);
  expect(at.ari.orders[0]).toMatchObject({
    name: 'originate',
    order: { endpoint, app: 'outpace-main', variables: { OUTPACE_AGENT: 'ann' } },
  });
});

test('an address that is none fails at once', () => {
  choose({ kind: 'desk', address: 'at home' });
  raise();
  expect(at.heard()).toEqual(['phone-reachable ann true', 'agent-leg ann failed']);
});

test('a leg that is up waits with music, or at its desk', () => {
  at.agentUp('ann', true);
  expect(at.asked().at(-1)).toBe('startMusic agent:ann');
  raise(false);
  expect(at.asked()).toEqual([
    'createBridge desk:ann mixing,proxy_media',
    'stopMusic agent:ann',
    'addChannel desk:ann agent:ann',
  ]);
  expect(at.heard()).toEqual(['phone-reachable ann true', 'agent-leg ann up', 'agent-leg ann up']);
});

test('a phone that cannot be called fails', async () => {
  at.ari.answers.set('originate', refusedWith(500));
  raise();
  await at.settle();
  expect(at.heard()).toEqual(['agent-leg ann failed']);
});

test('a phone that nobody answers fails', () => {
  raise();
  onAgentLegGone(at.x, ann, at.legOf('agent'));
  expect(at.heard()).toEqual(['agent-leg ann failed']);
});

test('an order that the switch has lost fails after a while', () => {
  raise();
  at.asked();
  at.pass(34_000);
  expect(at.heard()).toEqual([]);
  at.pass(2_000);
  expect([at.heard(), at.asked()]).toEqual([['agent-leg ann failed'], ['hangUp agent:ann']]);
});

test('a leg that still waits for a trunk is never called when it was dropped', () => {
  at = new TestExchange({ ...TRUNK, callsPerSecond: 1 });
  at.dial();
  choose({ kind: 'desk', address: '+12025550143' });
  raise();
  at.asked();
  at.heard();
  drop();
  at.pass(5_000);
  expect([at.heard(), at.asked()]).toEqual([['agent-leg ann hung-up'], ['hangUp agent:ann']]);
});

test('an agent who hangs up is told so', () => {
  at.agentUp();
  at.heard();
  onAgentLegGone(at.x, ann, at.legOf('agent'));
  expect(at.heard()).toEqual(['agent-leg ann hung-up']);
});

test('a leg that was dropped is hung up once, and can be raised again meanwhile', () => {
  at.agentUp();
  const first = at.legOf('agent');
  at.asked();
  at.heard();
  drop();
  drop();
  expect(at.asked()).toEqual(['hangUp agent:ann']);
  raise();
  const second = at.legOf('agent');
  expect(second).not.toBe(first);
  onAgentLegGone(at.x, ann, first);
  onAgentLegUp(at.x, ann, second);
  onPackets(at.x, ann, second, 1);
  expect(at.heard()).toEqual(['agent-leg ann up']);
});

test('a leg that nobody waits for any more is let go', () => {
  raise();
  const leg = at.legOf('agent');
  drop();
  at.asked();
  onAgentLegUp(at.x, ann, leg);
  expect([at.asked(), at.heard()]).toEqual([['hangUp agent:ann'], []]);
});

test('a browser that is gone leaves a leg behind, which is ended and told as lost', () => {
  putLine(at.x, { ...lineOf(at.x, ann), contact: 'sip:here' });
  raise();
  onAgentLegUp(at.x, ann, at.legOf('agent'));
  onPackets(at.x, ann, at.legOf('agent'), 1);
  at.asked();
  at.heard();
  onSignInRemoved(at.x, ann, 'sip:elsewhere');
  expect(at.asked()).toEqual([]);
  onSignInRemoved(at.x, ann, 'sip:here');
  expect(at.asked()).toEqual(['hangUp agent:ann']);
  onAgentLegGone(at.x, ann, at.legOf('agent'));
  expect(at.heard()).toEqual(['agent-leg ann lost']);
});

test('a leg that is borrowed goes when nobody needs it', () => {
  borrowLeg(at.x, ann);
  borrowLeg(at.x, ann);
  expect(at.ari.orders).toHaveLength(1);
  onAgentLegUp(at.x, ann, at.legOf('agent'));
  // No call has asked for it.
  expect(at.asked().at(-1)).toBe('hangUp agent:ann');
});

test('a leg that rings where the phone no longer is has failed', () => {
  choose({ kind: 'browser' });
  putLine(at.x, { ...lineOf(at.x, ann), contact: 'sip:first' });
  raise();
  const first = at.legOf('agent');
  onSignInRemoved(at.x, ann, 'sip:second');
  expect(at.asked().filter((line) => line.startsWith('hangUp'))).toEqual([]);
  onSignInRemoved(at.x, ann, 'sip:first');
  expect(at.asked()).toEqual(['hangUp agent:ann']);
  onAgentLegGone(at.x, ann, first);
  expect(at.heard().at(-1)).toBe('agent-leg ann failed');
});

test('a phone that rings is not said to be up, however often it is asked for', () => {
  raise();
  raise();
  expect(at.heard()).toEqual([]);
});

test('a phone rings for half a minute, and shows who calls', () => {
  raise();
  expect(at.ari.orders.at(-1)?.order).toMatchObject({
    channelId: at.legOf('agent'),
    timeout: 30,
    formats: 'alaw,opus,ulaw',
    callerId: '"Outpace" <outpace>',
  });
});

test.each<[why: string, refuse: () => never]>([
  ['it is there already', refusedWith(409)],
  [
    'no answer came in time',
    () => {
      throw new AriFault('late', 'originate');
    },
  ],
  [
    'the line broke',
    () => {
      throw new AriFault('lost', 'originate');
    },
  ],
])('an order whose answer does not say that nobody is called: %s', async (_why, refuse) => {
  at.ari.answers.set('originate', refuse);
  raise();
  await at.settle();
  expect(at.heard()).toEqual([]);
  onAgentLegUp(at.x, ann, at.legOf('agent'));
  onPackets(at.x, ann, at.legOf('agent'), 1);
  expect(at.heard()).toEqual(['agent-leg ann up']);
});

test('a leg that is there is not borrowed twice, one that is leaving is called again', () => {
  at.agentUp();
  at.asked();
  borrowLeg(at.x, ann);
  expect([at.asked(), lineOf(at.x, ann).isBorrowed]).toEqual([[], false]);
  drop();
  at.asked();
  borrowLeg(at.x, ann);
  expect(at.asked()).toHaveLength(1);
  expect(lineOf(at.x, ann).leg.phase).toBe('raising');
});

test('a leg through a trunk takes a channel of it, and gives it back', () => {
  at = new TestExchange({ ...TRUNK, channels: 1 });
  choose({ kind: 'desk', address: '+12025550143' });
  raise();
  at.dial('a1');
  expect(at.heard()).toContain('originate-failed a1 all-trunks-busy');
  onAgentLegGone(at.x, ann, at.legOf('agent'));
  at.heard();
  at.dial('a2');
  expect(at.heard()).toEqual([]);
});

test('without a free channel the phone is not called, which is told at once', () => {
  at = new TestExchange({ ...TRUNK, channels: 1 });
  at.dial('a1');
  choose({ kind: 'desk', address: '+12025550143' });
  raise();
  expect(at.heard()).toContain('agent-leg ann failed');
  expect(lineOf(at.x, ann).leg.phase).toBe('down');
});
