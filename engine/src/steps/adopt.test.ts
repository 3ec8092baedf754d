import { expect, test } from 'vitest';
import { agentGroupId, attemptId, interactionId } from '../basics/ids.ts';
import { after, minutes, seconds } from '../basics/time.ts';
import type { CustomerLeg, SurvivingLeg } from '../dialing/surviving-leg.ts';
import type { RecoveredAttempt, RecoveredInteraction } from '../event.ts';
import {
  AGENTS,
  ANN,
  BEN,
  chain,
  draft,
  GROUP,
  kinds,
  phone,
  plan,
  START,
  TestSite,
  VOICE,
} from '../test-site.ts';

const began = after(START, minutes(-3));
const talked: RecoveredInteraction = {
  id: interactionId('i000000-00000008'),
  agentId: ANN,
  agentName: 'Ann',
  agentGroupIds: [AGENTS],
  draft: draft({ note: 'call in May' }),
  openedAt: began,
  answeredAt: began,
  connectedAt: began,
  endedAt: undefined,
  isRecorded: true,
};
const found = (
  interaction: RecoveredInteraction | undefined = talked,
  n = 7,
): RecoveredAttempt => ({
  attemptId: attemptId(`a000000-0000000${n}`),
  groupId: GROUP,
  plan: plan({ voice: { ...VOICE, recording: { ...VOICE.recording, of: 'all' } } }),
  chain: chain(n),
  openedAt: began,
  interaction,
});
const leg = (change: Partial<CustomerLeg> = {}): CustomerLeg => ({
  of: 'attempt',
  attemptId: attemptId('a000000-00000007'),
  state: 'talking',
  agentId: ANN,
  isHeld: false,
  recording: 'on',
  ...change,
});
const hers: SurvivingLeg = { of: 'agent', agentId: ANN };
const session = { plan: plan(), mode: 'progressive', multiplier: 1, autoComplete: false } as const;

function recover(
  legs: readonly SurvivingLeg[],
  attempts: readonly RecoveredAttempt[] = [found()],
  phones: 'none' | 'needed' = 'needed',
  sessions = [{ ...session, run: true }],
) {
  const site = new TestSite({}, phones);
  return { site, effects: site.step({ type: 'recovered', attempts, sessions, legs }) };
}

test('who talks goes on talking, with timers, draft and recording as they were', () => {
  const { site, effects } = recover([leg(), hers]);
  expect(kinds(effects)).toEqual(['save-session', 'set-agent-phone', 'mute', 'lease-chains']);
  expect(site.picture()).toEqual({
    ann: 'talking 7 gone leg up',
    group: 'running:',
    'call 7': 'connected',
  });
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'connected',
    connectedAt: began,
    openedAt: began,
    draft: { note: 'call in May' },
    recording: { state: 'on', why: 'campaign', since: START },
  });
  expect(site.state.sessions.get(GROUP)?.counts).toMatchObject({ liveAnswers: 1, connected: 1 });
});

test('and finishes as if nothing had been', () => {
  const { site } = recover([leg(), hers]);
  site.step({ type: 'agent-logged-on', agentId: ANN, name: 'Ann O.', groupIds: [AGENTS] });
  site.step({ type: 'agent-connected', agentId: ANN });
  expect(site.agent(ANN).name).toBe('Ann O.');
  site.tick(minutes(2));
  site.endCall(ANN);
  expect(site.markDone(ANN, { dispositionCode: 'sale' })).toContainEqual(
    expect.objectContaining({
      type: 'close-interaction',
      closedBy: 'agent',
      dispositionCode: 'sale',
      connectedAt: began,
    }),
  );
});

test('on hold it is still on hold', () => {
  const { site } = recover([leg({ isHeld: true, recording: 'off' }), hers]);
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'on-hold',
    heldAt: START,
    recording: { state: 'off' },
  });
});

const number = { kind: 'number', phone: phone(9) } as const;
const beside = { agentId: undefined, isUp: true, side: 'target', hasCall: false } as const;
const asked = found({ ...talked, third: { serial: 2, target: number }, thirds: 2 });

test('somebody outside who was asked is asked still, and can be given the call', () => {
  const { site } = recover([leg({ third: beside }), hers], [asked]);
  const { id: interactionId, attemptId: called } = site.interaction(ANN);
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'consulting',
    side: 'target',
    thirds: 2,
    third: { target: number, serial: 2, state: 'there' },
  });
  const effects = site.ask(ANN, { type: 'complete-transfer', interactionId });
  expect(kinds(effects)).toEqual(['complete-transfer', 'reply']);
  site.step({ type: 'call-transferred', attemptId: called, agentId: undefined });
  expect(site.interaction(ANN)).toMatchObject({ phase: 'wrap-up', endedBy: 'transfer' });
});

test('a conference with somebody outside goes on', () => {
  const { site } = recover([leg({ third: { ...beside, side: 'both' } }), hers], [asked]);
  expect(site.interaction(ANN)).toMatchObject({ phase: 'conference', third: { target: number } });
});

test('a colleague who was asked is let go, and the call goes on with its agent', () => {
  const target = { kind: 'agent', agentId: BEN } as const;
  const guest = found({ ...talked, third: { serial: 1, target }, thirds: 1 });
  const third = { ...beside, agentId: BEN };
  const his: SurvivingLeg = { of: 'agent', agentId: BEN };
  const { site, effects } = recover([leg({ third }), hers, his], [guest]);
  expect(site.interaction(ANN)).toMatchObject({ phase: 'connected', thirds: 1 });
  expect(kinds(effects)).toContain('end-consultation');
  expect(effects).toContainEqual({ type: 'drop-agent', agentId: BEN });
});

test('whom the switch has with the guest of a dead process gets their own agent back', () => {
  const his: SurvivingLeg = { of: 'agent', agentId: BEN };
  const { site, effects } = recover([leg({ agentId: BEN }), hers, his]);
  expect(site.interaction(ANN).phase).toBe('connected');
  expect(effects).toContainEqual(expect.objectContaining({ type: 'bridge', agentId: ANN }));
});

test('a customer who was handed on is left in peace, and the record closed as it was', () => {
  const third = { ...beside, side: 'both', hasCall: true } as const;
  const { site, effects } = recover([leg({ agentId: undefined, third })], [asked]);
  expect(site.state.interactions.size).toBe(0);
  expect(kinds(effects)).toContain('close-interaction');
  expect(kinds(effects).filter((kind) => kind === 'hang-up')).toEqual([]);
});

test('an agent who does not come back keeps the call, and not the work after it', () => {
  const { site } = recover([leg(), hers]);
  site.tick(minutes(10));
  expect(site.picture().ann).toBe('talking 7 gone leg up');
  site.ended(site.attempt(7));
  site.tick(minutes(6));
  expect(site.picture().ann).toBe('not-ready connection-lost gone leg down');
});

test('a group that was being unloaded lives as long as its conversation', () => {
  const { site, effects } = recover([leg(), hers], [found()], 'needed', []);
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'save-session', phase: 'unloading', by: 'restart' }),
  );
  expect(site.picture()).toMatchObject({ group: 'unloading:', ann: 'talking 7 gone leg up' });
  site.endCall(ANN);
  expect(kinds(site.markDone(ANN))).toContain('save-session');
  expect(site.state.sessions.size).toBe(0);
});

test('a customer whose agent’s sound broke off hears music, and the agent is waited for', () => {
  const { site, effects } = recover([leg({ state: 'waiting' })]);
  expect(effects).toContainEqual({ type: 'hold', attemptId: leg().attemptId, held: true });
  expect(site.interaction(ANN)).toMatchObject({
    phase: 'reconnecting',
    giveUpAt: after(START, seconds(20)),
  });
  expect(kinds(site.reach(ANN))).toEqual(['raise-agent']);
  expect(kinds(site.leg(ANN, 'up'))).toEqual(['bridge']);
  expect(site.interaction(ANN)).toMatchObject({ phase: 'connected', connectedAt: began });
});

test('and is told so when the time is over', () => {
  const { site } = recover([leg({ state: 'waiting' })]);
  expect(kinds(site.tick(seconds(20)))).toEqual(['play-and-release', 'close-attempt']);
  expect(site.interaction(ANN)).toMatchObject({ phase: 'wrap-up', endedBy: 'phone-lost' });
});

test('an agent whose leg is there, or who needs none, is joined at once', () => {
  const alone = [leg({ state: 'waiting' })];
  const there = recover([...alone, hers]);
  const without = recover(alone, [found()], 'none');
  for (const { site, effects } of [there, without]) {
    expect(effects).toContainEqual(expect.objectContaining({ type: 'bridge', agentId: ANN }));
    expect(site.interaction(ANN).phase).toBe('connected');
  }
});

test('a conversation of which nothing was written is written now', () => {
  const { site, effects } = recover(
    [leg({ recording: 'off' }), hers],
    [{ ...found(), interaction: undefined }],
  );
  expect(kinds(effects)).toEqual([
    'save-session',
    'open-interaction',
    'connect-interaction',
    'set-agent-phone',
    'mute',
    'lease-chains',
  ]);
  expect(site.agent(ANN)).toMatchObject({ name: ANN, groupIds: [AGENTS] });
  const others = agentGroupId('others');
  site.step({ type: 'agent-logged-on', agentId: ANN, name: 'Ann', groupIds: [AGENTS, others] });
  expect(site.agent(ANN)).toMatchObject({ name: 'Ann', groupIds: [AGENTS, others] });
});

test('one whose beginning was not written begins now', () => {
  const opened = { ...talked, answeredAt: undefined, connectedAt: undefined };
  const { site, effects } = recover([leg(), hers], [found(opened)]);
  const { id: interactionId } = talked;
  const now = { answeredAt: START, connectedAt: START };
  expect(effects).toContainEqual({ type: 'connect-interaction', interactionId, ...now });
  expect(site.interaction(ANN)).toMatchObject({ connectedAt: START, openedAt: began });
});

test('an agent has one conversation: a second one can only be a line that was never closed', () => {
  const second = { ...talked, id: interactionId('i000000-00000009') };
  const { site, effects } = recover(
    [leg(), leg({ attemptId: attemptId('a000000-00000006') }), hers],
    [found(), found(second, 6)],
  );
  expect(site.picture()).toMatchObject({ ann: 'talking 7 gone leg up' });
  expect(effects).toContainEqual({ type: 'hang-up', attemptId: 'a000000-00000006' });
});

test('after-call work is closed as it is, whoever is still on its line', () => {
  const wrapped = { ...talked, endedAt: after(began, minutes(1)) };
  const { site, effects } = recover([leg()], [found(wrapped)]);
  expect(site.state.agents.size).toBe(0);
  expect(effects).toContainEqual({ type: 'hang-up', attemptId: leg().attemptId });
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'close-interaction', endedAt: wrapped.endedAt }),
  );
});

test('who logs on later than the others works beside the adopted call', () => {
  const { site } = recover([leg(), hers]);
  site.lease([chain(1)]);
  site.logOn(BEN);
  site.reach(BEN);
  site.ready(BEN);
  expect(site.picture()).toMatchObject({
    ann: 'talking 7 gone leg up',
    ben: 'previewing 1 leg down',
  });
});
