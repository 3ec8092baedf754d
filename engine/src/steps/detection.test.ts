import { expect, test } from 'vitest';
import { attemptId } from '../basics/ids.ts';
import { seconds } from '../basics/time.ts';
import type { AgentCallResult } from '../calling-lists/call-result.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { CpdTime } from '../campaigns/voice.ts';
import {
  ANN,
  AUTO_ANSWER,
  answers,
  chain,
  draft,
  GROUP,
  heard,
  kinds,
  phone,
  plan,
  TestSite,
  VOICE,
} from '../test-site.ts';
import { interactionView } from '../views/interaction-view.ts';

const cpd = (when: CpdTime) => ({ voice: { ...VOICE, cpd: { ...VOICE.cpd, when } } });

/** Ann is in the call of the first contact, who has just answered. */
function beside(overrides: Partial<CampaignPlan> = {}): TestSite {
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, ...cpd('beside'), ...overrides } });
  site.ready(ANN);
  site.answer(site.attempt(1));
  return site;
}
const counts = (site: TestSite) => site.state.sessions.get(GROUP)?.counts;
const say = (site: TestSite, said: 'person' | 'machine', id = site.interaction(ANN).attemptId) =>
  site.ask(ANN, { type: 'correct-cpd', attemptId: id, said });

test('beside the call the agent is there at once', () => {
  const site = beside();
  expect(site.picture()).toMatchObject({ ann: 'talking 1', 'call 1': 'connected' });
  expect(kinds(site.verdict(site.attempt(1)))).toEqual([]);
  expect(interactionView(site.state, site.interaction(ANN).id).cpd).toEqual(heard('person'));
});

test('an agent is taken off a machine, told so, and free for the next', () => {
  const site = beside();
  const { id, attemptId: of } = site.interaction(ANN);
  site.ask(ANN, { type: 'save-draft', interactionId: id, draft: draft({ note: 'beeps' }) });
  site.tick(seconds(3));
  const effects = site.verdict(site.attempt(1), 'machine');
  expect(kinds(effects).slice(0, 4)).toEqual([
    'hang-up',
    'close-attempt',
    'save-chain',
    'close-interaction',
  ]);
  expect(effects).toContainEqual(
    expect.objectContaining({
      type: 'close-attempt',
      result: 'answering-machine',
      agentId: ANN,
      cpd: heard('machine'),
    }),
  );
  expect(effects).toContainEqual(
    expect.objectContaining({
      type: 'close-interaction',
      interactionId: id,
      closedBy: 'machine',
      callResult: 'answering-machine',
      note: 'beeps',
    }),
  );
  expect(site.picture()).toMatchObject({ ann: 'reserved 2' });
  expect(site.agent(ANN).today).toMatchObject({ calls: 1, contacts: 0 });
  expect(counts(site)).toMatchObject({ liveAnswers: 0, connected: 0, abandoned: 0 });
  expect(of).not.toBe(site.attempt(2).id);
});

const SAVED = { type: 'save-cpd-correction', said: 'person' } as const;

test('while the next record is dialed, it can still be said that it was a person', () => {
  const site = beside();
  const of = site.interaction(ANN).attemptId;
  site.verdict(site.attempt(1), 'machine');
  expect(site.picture()).toMatchObject({ ann: 'reserved 2' });
  expect(site.agent(ANN).lastOutcome).toMatchObject({ attemptId: of, wasHeard: true });
  expect(say(site, 'person', of)).toContainEqual(expect.objectContaining(SAVED));
  // Until there is somebody else to listen to.
  site.answer(site.attempt(2));
  expect(site.agent(ANN).lastOutcome).toBe(undefined);
  expect(say(site, 'person', of)).not.toContainEqual(expect.objectContaining(SAVED));
});

test('what the agent reads of it', () => {
  const site = beside({ limits: { ...plan().limits, attemptsMax: 1 } });
  const of = site.interaction(ANN).attemptId;
  site.order({ type: 'stop', groupId: GROUP });
  site.verdict(site.attempt(1), 'fax');
  expect(site.agent(ANN).lastOutcome).toMatchObject({
    contactName: 'Person 1',
    phone: phone(1),
    result: 'fax',
    attemptId: of,
    wasHeard: true,
  });
});

test('on hold and reconnecting a machine is a machine too', () => {
  const held = beside();
  held.ask(ANN, { type: 'hold', interactionId: held.interaction(ANN).id, held: true });
  const broken = TestSite.running({
    phones: 'needed',
    plan: { ...AUTO_ANSWER, ...cpd('beside') },
  });
  broken.ready(ANN);
  broken.answer(broken.attempt(1));
  broken.leg(ANN, 'up');
  broken.leg(ANN, 'lost');
  for (const site of [held, broken]) {
    expect(kinds(site.verdict(site.attempt(1), 'machine'))).toContain('close-interaction');
  }
});

test('a machine that waits for an agent gets none, and was no person', () => {
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, ...cpd('beside'), multiplier: 2 } });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.answer(site.attempt(2));
  expect(counts(site)).toMatchObject({ liveAnswers: 2, connected: 1 });
  site.verdict(site.attempt(2), 'machine');
  expect(counts(site)).toMatchObject({
    liveAnswers: 1,
    connected: 1,
    abandoned: 0,
    byResult: { 'answering-machine': 1 },
  });
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, said: AgentCallResult, live: number]>([
  ['a machine',                           'answering-machine', 0],
  ['a fax',                               'fax',               0],
  ['a person, whatever they were called', 'wrong-party',       1],
  ['a person',                            'answer',            1],
])('what only the agent has heard: %s', (_why, said, live) => {
  const callResults = ['answer', 'wrong-party', 'answering-machine', 'fax'] as const;
  const outcomes = { ...plan().outcomes, callResults };
  const site = beside({ outcomes });
  site.endCall(ANN);
  expect(counts(site)).toMatchObject({ liveAnswers: 1, connected: 1 });
  site.markDone(ANN, { callResult: said });
  expect(counts(site)).toMatchObject({ liveAnswers: live, connected: live });
});

test('a machine of a recall takes no live answer from the call before', () => {
  const callResults = ['answer', 'answering-machine'] as const;
  const site = beside({ outcomes: { ...plan().outcomes, callResults } });
  site.endCall(ANN);
  const { id, recordId } = site.interaction(ANN);
  site.ask(ANN, { type: 'recall', interactionId: id, to: { kind: 'record', recordId } });
  site.answer(site.attempt(1));
  expect(counts(site)).toMatchObject({ liveAnswers: 2, connected: 2 });
  site.verdict(site.attempt(1), 'machine');
  expect(site.interaction(ANN)).toMatchObject({ phase: 'wrap-up', unmet: 'answering-machine' });
  site.markDone(ANN, { callResult: 'answering-machine' });
  expect(counts(site)).toMatchObject({ liveAnswers: 1, connected: 1 });
});

test('a machine that is known before the answer gets no agent', () => {
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, ...cpd('beside') } });
  site.ready(ANN);
  site.ring(site.attempt(1));
  site.verdict(site.attempt(1), 'machine');
  expect(kinds(site.answer(site.attempt(1))).slice(0, 2)).toEqual(['hang-up', 'close-attempt']);
  expect(counts(site)).toMatchObject({ liveAnswers: 0, connected: 0 });
});

test('who has asked not to be called is not called again, machine or not', () => {
  const site = beside();
  const { id } = site.interaction(ANN);
  const asked = draft({ doNotCall: 'number' });
  site.ask(ANN, { type: 'save-draft', interactionId: id, draft: asked });
  const effects = site.verdict(site.attempt(1), 'machine');
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'add-suppression', key: { kind: 'phone', phone: phone(1) } }),
  );
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'save-chain', chainId: chain(1).id, state: 'closed' }),
  );
});

test('an agent who has heard a person keeps them', () => {
  const site = beside();
  const of = site.interaction(ANN).attemptId;
  expect(say(site, 'person')[0]).toEqual({
    type: 'save-cpd-correction',
    attemptId: of,
    said: 'person',
    by: ANN,
    at: site.at,
  });
  expect(kinds(site.verdict(site.attempt(1), 'machine'))).toEqual([]);
  expect(interactionView(site.state, site.interaction(ANN).id)).toMatchObject({
    cpd: heard('machine'),
    cpdSaid: 'person',
  });
});

test('that it was a machine is also the result, where the campaign knows it', () => {
  const { outcomes } = plan();
  const callResults = ['answer', 'answering-machine'] as const;
  const site = beside({ outcomes: { ...outcomes, callResults } });
  expect(kinds(say(site, 'machine'))).toEqual(['save-draft', 'save-cpd-correction', 'reply']);
  expect(site.interaction(ANN)).toMatchObject({
    cpdSaid: 'machine',
    draft: { callResult: 'answering-machine' },
  });
  const other = beside();
  expect(kinds(say(other, 'machine'))).toEqual(['save-cpd-correction', 'reply']);
});

test('after the call, and after having been taken off, it can still be said', () => {
  const over = beside();
  over.verdict(over.attempt(1));
  over.endCall(ANN);
  expect(answers(say(over, 'machine'))).toEqual(['ok']);
  // What detection had found is still on the screen.
  expect(interactionView(over.state, over.interaction(ANN).id).cpd).toEqual(heard('person'));
  const off = beside();
  const of = off.interaction(ANN).attemptId;
  off.order({ type: 'stop', groupId: GROUP });
  off.verdict(off.attempt(1), 'machine');
  expect(answers(say(off, 'person', of))).toEqual(['ok']);
});

test('of a call that nobody answered there is nothing to correct', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  const { id } = site.attempt(1);
  site.order({ type: 'stop', groupId: GROUP });
  site.ended(site.attempt(1), 'busy');
  const never = attemptId('a000000-00000001');
  expect([answers(say(site, 'person', id)), answers(say(site, 'person', never))]).toEqual([
    ['NO_VERDICT'],
    ['NO_VERDICT'],
  ]);
  const ringing = TestSite.running();
  ringing.ready(ANN);
  ringing.accept(ANN);
  expect(answers(say(ringing, 'person'))).toEqual(['CALL_NOT_CONNECTED']);
});
