import { expect, test } from 'vitest';
import { after, minutes, seconds } from '../basics/time.ts';
import {
  ANN,
  AUTO_ANSWER,
  chain,
  GROUP,
  heard,
  phone,
  record,
  START,
  TestSite,
  withoutViews,
} from '../test-site.ts';

const in7 = after(START, seconds(7));
const in9 = after(START, seconds(9));

test('nobody home: result, treatment, and the agent told in one line', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.ready(ANN);
  site.accept(ANN);
  const attempt = site.attempt(1);
  const interaction = site.interaction(ANN);
  site.ask(ANN, {
    type: 'save-draft',
    interactionId: interaction.id,
    draft: { ...interaction.draft, note: 'asked for May' },
  });
  site.tick(seconds(7));
  const dueAt = after(in7, minutes(1));
  const position = { trigger: 'result:no-answer', applied: 1 };
  expect(withoutViews(site.ended(attempt, 'no-answer'))).toEqual([
    {
      type: 'close-attempt',
      attemptId: attempt.id,
      result: 'no-answer',
      agentId: ANN,
      answeredAt: undefined,
      connectedAt: undefined,
      endedAt: in7,
    },
    {
      type: 'save-chain',
      chainId: '1',
      state: 'ready',
      position: 0,
      treatment: position,
      dueAt,
      toTop: false,
      records: [
        record(1, {
          type: 'campaign-rescheduled',
          attempts: 1,
          callResult: 'no-answer',
          calledAt: in7,
        }),
      ],
    },
    {
      type: 'close-interaction',
      interactionId: interaction.id,
      closedBy: 'not-reached',
      callResult: 'no-answer',
      dispositionCode: undefined,
      doNotCall: undefined,
      note: 'asked for May',
      connectedAt: undefined,
      endedAt: in7,
      doneAt: in7,
    },
    { type: 'log-agent-state', agentId: ANN, phase: 'ready', reason: undefined, at: in7 },
  ]);
  expect(site.agent(ANN).lastOutcome).toEqual({
    at: in7,
    contactName: 'Person 1',
    phone: phone(1),
    zone: 'America/New_York',
    result: 'no-answer',
    next: { type: 'redial', dueAt, position },
    attemptId: interaction.attemptId,
    wasHeard: false,
  });
  expect(site.agent(ANN).today).toMatchObject({ calls: 1, contacts: 0 });
});

test('the line that the agent reads goes when the next record comes', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  site.ended(site.attempt(1), 'busy');
  expect([site.picture().ann, site.agent(ANN).lastOutcome]).toEqual(['reserved 2', undefined]);
});

test('a conversation: the attempt is an answer, the agent’s word is the interaction’s', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.ready(ANN);
  const { id, attemptId } = site.talk(ANN);
  site.tick(seconds(7));
  expect(withoutViews(site.endCall(ANN)).slice(0, 2)).toEqual([
    { type: 'hang-up', attemptId },
    {
      type: 'close-attempt',
      attemptId,
      result: 'answer',
      agentId: ANN,
      answeredAt: START,
      connectedAt: START,
      endedAt: in7,
      cpd: heard('person'),
    },
  ]);
  site.tick(seconds(2));
  const said = { callResult: 'wrong-party', dispositionCode: 'none', note: 'moved away' } as const;
  const effects = withoutViews(site.markDone(ANN, said));
  expect(effects.slice(0, 3)).toEqual([
    {
      type: 'close-interaction',
      interactionId: id,
      closedBy: 'agent',
      ...said,
      doNotCall: undefined,
      connectedAt: START,
      endedAt: in7,
      doneAt: in9,
    },
    {
      type: 'save-chain',
      chainId: '1',
      state: 'closed',
      position: 0,
      treatment: undefined,
      dueAt: in7,
      toTop: false,
      records: [
        record(1, { status: 'updated', attempts: 1, callResult: 'wrong-party', calledAt: in7 }),
      ],
    },
    { type: 'log-agent-state', agentId: ANN, phase: 'ready', reason: undefined, at: in9 },
  ]);
  expect(site.agent(ANN).today).toMatchObject({ contacts: 1, talkMs: 7_000, wrapUpMs: 2_000 });
});

test('a fault of ours rests for an hour and costs no attempt', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.ready(ANN);
  site.accept(ANN);
  const effects = site.ended(site.attempt(1), 'dial-error');
  expect(effects.filter(({ type }) => type === 'save-chain')).toMatchObject([
    { state: 'ready', dueAt: after(START, minutes(60)), records: [{ attempts: 0 }] },
  ]);
});

test('a number that is not the last leads to the next one, on top', () => {
  const fax = { on: { by: 'call-result', result: 'fax' }, action: 'next-in-chain' } as const;
  const both = chain(1, { records: [record(1), record(2, { chainN: 1 })] });
  const site = TestSite.running({ plan: { treatments: [fax] }, chains: [both] });
  site.ready(ANN);
  site.accept(ANN);
  const effects = site.ended(site.attempt(1), 'fax');
  expect(effects.filter(({ type }) => type === 'save-chain')).toMatchObject([
    { state: 'ready', position: 1, toTop: true },
  ]);
});

test('an attempt whose agent has gone tells nobody', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER, chains: [chain(1)] });
  site.ready(ANN);
  site.step({ type: 'agent-disconnected', agentId: ANN });
  site.tick(seconds(30));
  site.ended(site.attempt(1), 'busy');
  expect([site.picture(), site.agent(ANN).lastOutcome]).toEqual([
    { ann: 'not-ready connection-lost gone', group: 'running:' },
    undefined,
  ]);
  expect(site.state.sessions.get(GROUP)?.counts.byResult).toEqual({ busy: 1 });
});
