import { expect, test } from 'vitest';
import { after, minutes, seconds } from '../basics/time.ts';
import type { CallbackRules } from '../calling-lists/callback.ts';
import { USUAL_CALLBACK_RULES } from '../calling-lists/callback.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { Treatment, TreatmentAction } from '../calling-lists/treatment.ts';
import {
  ANN,
  AUTO_ANSWER,
  BEN,
  chain,
  GROUP,
  LIMITS,
  record,
  START,
  TestSite,
} from '../test-site.ts';
import { agentView } from '../views/agent-view.ts';

const rules = (whenAway: CallbackRules['whenAway'], wait = 15): CallbackRules => ({
  ...USUAL_CALLBACK_RULES,
  whenAway,
  waitMs: minutes(wait),
});
const promise = (n: number, dueAt = START): Chain =>
  chain(n, { dueAt, records: [record(n, { type: 'personal-callback', agentId: ANN })] });

/** Ann and Ben, fresh records in hand, and a callback of Ann’s that has just fallen due. */
function due(plan: Parameters<typeof TestSite.running>[0] = {}): TestSite {
  return TestSite.running({
    agents: [ANN, BEN],
    chains: [chain(1), chain(2), promise(7)],
    ...plan,
  });
}

test('it comes to its agent before anything fresh, as a preview with a ring of its own', () => {
  const site = due();
  site.ready(ANN);
  expect(site.picture().ann).toBe('previewing 7');
  expect(agentView(site.state, ANN)?.offer?.callback).toEqual({
    kind: 'personal',
    dueAt: START,
    zone: 'America/New_York',
    isMine: true,
  });
});

test('also where the campaign shows nothing before its calls', () => {
  const site = due({ plan: AUTO_ANSWER });
  site.ready(ANN);
  expect(site.picture().ann).toBe('previewing 7');
  site.accept(ANN);
  expect(site.picture()).toMatchObject({ ann: 'talking 7', 'call 7': 'dialing' });
});

test('nobody else gets it while it waits for its agent', () => {
  const site = due({ plan: { callbacks: rules('group') } });
  site.ready(BEN);
  expect(site.picture().ben).toBe('previewing 1');
  expect(site.state.sessions.get(GROUP)?.callbacks).toEqual(['7']);
});

test('when it is missed it goes to whoever is free, by rule', () => {
  const site = due({ chains: [promise(7)], plan: { callbacks: rules('group') } });
  site.ready(BEN);
  site.tick(minutes(14));
  expect(site.picture().ben).toBe('ready');
  site.tick(minutes(1));
  expect(site.picture().ben).toBe('previewing 7');
  expect(agentView(site.state, BEN)?.offer?.callback?.isMine).toBe(false);
});

test('or never, where the campaign keeps promises personal', () => {
  const site = due({ chains: [promise(7)], plan: { callbacks: rules('keep') } });
  site.ready(BEN);
  site.tick(minutes(50));
  expect(site.picture().ben).toBe('ready');
  site.ready(ANN);
  expect(site.picture().ann).toBe('previewing 7');
});

const missed = (rule: TreatmentAction, sequence?: number): Treatment => ({
  on: { by: 'call-result', result: 'agent-callback-error' },
  sequence,
  ...rule,
});
const again: TreatmentAction = {
  action: 'redial',
  intervalMs: minutes(10),
  incrementMs: minutes(0),
  cycleAttempts: 1,
};
const toGroup: TreatmentAction = { action: 'assign-to-group', intervalMs: minutes(0) };

test.each<[why: string, whenAway: CallbackRules['whenAway'], rule: Treatment, saved: object]>([
  [
    'goes to the group as the plan says',
    'keep',
    missed(toGroup),
    { state: 'ready', records: [{ type: 'campaign-callback', attempts: 0, agentId: ANN }] },
  ],
  [
    'is tried again with its agent first, whatever the campaign does without a rule',
    'group',
    missed(again),
    {
      state: 'ready',
      dueAt: after(START, minutes(25)),
      promisedIn: GROUP,
      records: [{ type: 'personal-rescheduled', attempts: 0, agentId: ANN }],
    },
  ],
  [
    'is marked as the agent’s error',
    'keep',
    missed({ action: 'mark-agent-error' }),
    { state: 'closed', records: [{ status: 'agent-error', callResult: 'agent-callback-error' }] },
  ],
])('a callback that its agent missed %s', (_why, whenAway, rule, saved) => {
  const plan = { callbacks: rules(whenAway), treatments: [rule] };
  const site = due({ chains: [promise(7)], plan });
  site.ready(BEN);
  expect(site.tick(minutes(14)).find(({ type }) => type === 'save-chain')).toBeUndefined();
  const effects = site.tick(minutes(1));
  expect(effects.find(({ type }) => type === 'save-chain')).toMatchObject(saved);
  expect(site.picture().ben).toBe('ready');
});

test('its own agent has it though late, whatever the plan says of missed ones', () => {
  const plan = { callbacks: rules('keep'), treatments: [missed({ action: 'mark-agent-error' })] };
  const site = due({ chains: [promise(7)], plan });
  site.tick(minutes(14));
  site.ready(ANN);
  expect(site.picture().ann).toBe('previewing 7');
});

test('one that was not taken comes back to its agent after a rest', () => {
  const site = due({
    chains: [promise(7)],
    plan: { limits: { ...LIMITS, coolDownMs: seconds(0) } },
  });
  site.ready(ANN);
  site.reject(ANN);
  expect(site.picture().ann).toBe('ready');
  site.tick(minutes(1));
  expect(site.picture().ann).toBe('previewing 7');
});

test('nobody is reached: the next attempt is its agent’s as well', () => {
  const site = due({ chains: [promise(7)] });
  site.ready(ANN);
  site.accept(ANN);
  site.ring(site.attempt(7));
  const effects = site.ended(site.attempt(7), 'no-answer');
  expect(effects.find(({ type }) => type === 'save-chain')).toMatchObject({
    state: 'ready',
    promisedIn: GROUP,
    records: [{ type: 'personal-rescheduled', agentId: ANN }],
  });
});

test('its hour is over while it waits: back to the store until tomorrow', () => {
  const early = record(7, { type: 'personal-callback', agentId: ANN, dailyTill: 11.5 * 3_600 });
  const site = due({ chains: [chain(7, { records: [early] })] });
  site.tick(minutes(45));
  const effects = site.ready(ANN);
  expect(effects).toContainEqual({ type: 'release-chains', chainIds: ['7'], toTop: false });
  expect(site.picture().ann).toBe('ready');
});

test('the store is asked for callbacks when one is due, however full the buffer is', () => {
  const chains = Array.from({ length: 12 }, (_, n) => chain(n + 1));
  const site = TestSite.running({ chains });
  const asked = site
    .step({
      type: 'chains-leased',
      groupId: GROUP,
      chains: [],
      openChains: 1,
      nextDueAt: undefined,
      only: 'callbacks',
      nextCallbackAt: after(START, seconds(30)),
    })
    .concat(site.tick(seconds(30)));
  expect(asked.filter(({ type }) => type === 'lease-chains')).toMatchObject([
    { only: 'callbacks' },
  ]);
});

test('a callback for anybody goes before fresh records', () => {
  const site = TestSite.running({
    chains: [chain(1), chain(2, { records: [record(2, { type: 'campaign-callback' })] })],
  });
  expect(site.picture()[GROUP]).toBe('running: 2 1');
});

test('when the group is let go everything that waits goes back', () => {
  const site = due();
  const effects = site.order({ type: 'complete', groupId: GROUP });
  expect(effects).toContainEqual({
    type: 'release-chains',
    chainIds: ['1', '2', '7'],
    toTop: false,
  });
});
