import { expect, test } from 'vitest';
import type { AgentId } from '../basics/ids.ts';
import { chainId, commandId } from '../basics/ids.ts';
import { after, minutes } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CallbackChange } from '../campaigns/callback-change.ts';
import type { ChainTaken, ChangeCallback } from '../event.ts';
import {
  ANN,
  answers,
  BEN,
  CAT,
  chain,
  GROUP,
  phone,
  plan,
  record,
  START,
  TestSite,
} from '../test-site.ts';

const promise = (n: number): Chain =>
  chain(n, { records: [record(n, { type: 'personal-callback', agentId: ANN })] });
const move = (local: string, kind: 'personal' | 'campaign' = 'personal'): CallbackChange => ({
  type: 'move',
  wish: {
    time: { local, zone: 'America/New_York', reading: undefined },
    kind,
    to: { kind: 'record', recordId: record(7).id },
  },
});
const order = (change: CallbackChange, more: Partial<ChangeCallback> = {}): ChangeCallback => ({
  type: 'change-callback',
  chainId: chainId('7'),
  change,
  owner: ANN,
  taken: { kind: 'taken', chain: promise(7) },
  plan: plan(),
  members: [ANN, BEN],
  suppressed: [],
  ...more,
});
const taken = (type: 'campaign-callback', agentId: AgentId | undefined): ChainTaken => ({
  kind: 'taken',
  chain: chain(7, { records: [record(7, { type, agentId })] }),
});
const saved = (effects: ReturnType<TestSite['order']>) =>
  effects.find((effect) => effect.type === 'save-chain');

const released = (effects: ReturnType<TestSite['order']>): readonly string[] =>
  effects.flatMap((effect) => (effect.type === 'release-chains' ? effect.chainIds : []));

// biome-ignore format: a table is read in columns.
test.each<[why: string, command: ChangeCallback, answer: string, saved: object | undefined]>([
  ['moved to the afternoon',     order(move('2026-06-01T16:30')), 'ok', { state: 'ready', promisedIn: GROUP, dueAt: Date.UTC(2026, 5, 1, 20, 30), records: [{ type: 'personal-callback', agentId: ANN }] }],
  ['made anybody’s',             order(move('2026-06-01T16:30', 'campaign')), 'ok', { records: [{ type: 'campaign-callback', agentId: ANN }] }],
  ['moved into the night',       order(move('2026-06-01T23:30')), 'CALLBACK_OUTSIDE_WINDOW', undefined],
  ['handed to a colleague',      order({ type: 'hand-over', to: BEN }), 'ok', { records: [{ agentId: BEN }] }],
  ['handed to a stranger',       order({ type: 'hand-over', to: CAT }), 'AGENT_NOT_IN_CAMPAIGN', undefined],
  ['handed to the campaign',     order({ type: 'hand-over', to: undefined }), 'ok', { promisedIn: GROUP, records: [{ type: 'campaign-callback', agentId: undefined }] }],
  ['nobody’s made personal',     order(move('2026-06-01T16:30'), { taken: taken('campaign-callback', undefined), owner: undefined }), 'CALLBACK_WITHOUT_AGENT', undefined],
  ['the campaign’s, by its agent', order({ type: 'cancel' }, { taken: taken('campaign-callback', ANN) }), 'ok', { state: 'closed' }],
  ['the campaign’s, by another', order({ type: 'cancel' }, { taken: taken('campaign-callback', BEN) }), 'CALLBACK_GONE', undefined],
  ['of a group that is gone',    order(move('2026-06-01T16:30'), { plan: undefined }), 'CAMPAIGN_GROUP_NOT_FOUND', undefined],
  ['given up, its group gone',   order({ type: 'cancel' }, { plan: undefined }), 'ok', { state: 'closed' }],
  ['given up',                   order({ type: 'cancel' }), 'ok', { state: 'closed', records: [{ status: 'cancelled' }] }],
  ['somebody else’s',            order({ type: 'cancel' }, { owner: BEN }), 'CALLBACK_GONE', undefined],
  ['by a supervisor',            order({ type: 'cancel' }, { owner: undefined }), 'ok', { state: 'closed' }],
  ['done meanwhile',             order({ type: 'cancel' }, { taken: { kind: 'gone' } }), 'CALLBACK_GONE', undefined],
  ['changing hands',             order({ type: 'cancel' }, { taken: { kind: 'in-use' } }), 'CALLBACK_BUSY', undefined],
  ['no callback at all',         order({ type: 'cancel' }, { taken: { kind: 'taken', chain: chain(7) }, owner: undefined }), 'CALLBACK_GONE', undefined],
  ['to a number that is blocked', order(move('2026-06-01T16:30'), { suppressed: [{ phone: phone(7), campaignId: undefined }] }), 'NUMBER_SUPPRESSED', undefined],
])('%s', (_why, command, answer, expected) => {
  const site = TestSite.running({ chains: [] });
  const effects = site.order(command);
  expect(answers(effects)).toEqual([answer]);
  if (expected === undefined) expect(saved(effects)).toBeUndefined();
  else expect(saved(effects)).toMatchObject(expected);
  // What was leased for the command is not kept.
  const isBack = released(effects).includes('7');
  expect(isBack).toBe(expected === undefined && command.taken.kind === 'taken');
});

test('both whose promise it was and whose it is are told, once it is durable', () => {
  const site = TestSite.running({ chains: [] });
  const effects = site.order(order({ type: 'hand-over', to: BEN }));
  const told = effects.flatMap((each) => (each.type === 'promises-changed' ? [each.agentId] : []));
  expect(told).toEqual([ANN, BEN]);
});

test('a command that comes twice leaves the chain as the first had it', () => {
  const site = TestSite.running({ chains: [] });
  const ask = () =>
    site.step({
      type: 'supervisor-command',
      by: 'ann',
      commandId: commandId('twice'),
      command: order({ type: 'hand-over', to: BEN }),
    });
  expect(saved(ask())).toBeDefined();
  const again = ask();
  expect([answers(again), saved(again), released(again)]).toEqual([['ok'], undefined, ['7']]);
});

test('a promise that was looked at in vain is asked for when it is due', () => {
  const site = TestSite.running({ chains: [] });
  const due = { ...promise(7), dueAt: after(START, minutes(5)) };
  site.order(order(move('2026-06-01T23:30'), { taken: { kind: 'taken', chain: due } }));
  expect(site.state.sessions.get(GROUP)?.callbacksAt).toBeLessThanOrEqual(due.dueAt);
});

test('one that waits here for its agent is changed here', () => {
  const site = TestSite.running({ chains: [promise(7)] });
  const effects = site.order(order(move('2026-06-01T16:30'), { taken: { kind: 'in-use' } }));
  expect(answers(effects)).toEqual(['ok']);
  expect(saved(effects)).toMatchObject({ chainId: '7', promisedIn: GROUP });
  expect(site.state.sessions.get(GROUP)?.callbacks).toEqual([]);
});

test('one that is on a screen is not pulled from under it', () => {
  const site = TestSite.running({ chains: [promise(7)] });
  site.ready(ANN);
  const effects = site.order(order({ type: 'cancel' }, { taken: { kind: 'in-use' } }));
  expect(answers(effects)).toEqual(['CALLBACK_BUSY']);
});
