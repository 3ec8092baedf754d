import { expect, test } from 'vitest';
import { chainId } from '../basics/ids.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CallbackChange } from '../campaigns/callback-change.ts';
import type { ChangeCallback } from '../event.ts';
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
  taken: promise(7),
  plan: plan(),
  members: [ANN, BEN],
  suppressed: [],
  ...more,
});
const saved = (effects: ReturnType<TestSite['order']>) =>
  effects.find((effect) => effect.type === 'save-chain');

// biome-ignore format: a table is read in columns.
test.each<[why: string, command: ChangeCallback, answer: string, saved: object | undefined]>([
  ['moved to the afternoon',     order(move('2026-06-01T16:30')), 'ok', { state: 'ready', promisedIn: GROUP, dueAt: Date.UTC(2026, 5, 1, 20, 30), records: [{ type: 'personal-callback', agentId: ANN }] }],
  ['made anybody’s',             order(move('2026-06-01T16:30', 'campaign')), 'ok', { records: [{ type: 'campaign-callback', agentId: undefined }] }],
  ['moved into the night',       order(move('2026-06-01T23:30')), 'CALLBACK_OUTSIDE_WINDOW', undefined],
  ['handed to a colleague',      order({ type: 'hand-over', to: BEN }), 'ok', { records: [{ agentId: BEN }] }],
  ['handed to a stranger',       order({ type: 'hand-over', to: CAT }), 'FORBIDDEN', undefined],
  ['given up',                   order({ type: 'cancel' }), 'ok', { state: 'closed', records: [{ status: 'cancelled' }] }],
  ['somebody else’s',            order({ type: 'cancel' }, { owner: BEN }), 'CALLBACK_GONE', undefined],
  ['by a supervisor',            order({ type: 'cancel' }, { owner: undefined }), 'ok', { state: 'closed' }],
  ['done meanwhile',             order({ type: 'cancel' }, { taken: undefined }), 'CALLBACK_GONE', undefined],
  ['no callback at all',         order({ type: 'cancel' }, { taken: chain(7), owner: undefined }), 'CALLBACK_GONE', undefined],
  ['to a number that is blocked', order(move('2026-06-01T16:30'), { suppressed: [phone(7)] }), 'NUMBER_SUPPRESSED', undefined],
])('%s', (_why, command, answer, expected) => {
  const site = TestSite.running({ chains: [] });
  const effects = site.order(command);
  expect(answers(effects)).toEqual([answer]);
  if (expected === undefined) expect(saved(effects)).toBeUndefined();
  else expect(saved(effects)).toMatchObject(expected);
});

test('one that waits here for its agent is changed here', () => {
  const site = TestSite.running({ chains: [promise(7)] });
  const effects = site.order(order(move('2026-06-01T16:30'), { taken: undefined }));
  expect(answers(effects)).toEqual(['ok']);
  expect(saved(effects)).toMatchObject({ chainId: '7', promisedIn: GROUP });
  expect(site.state.sessions.get(GROUP)?.callbacks).toEqual([]);
});

test('one that is on a screen is not pulled from under it', () => {
  const site = TestSite.running({ chains: [promise(7)] });
  site.ready(ANN);
  const effects = site.order(order({ type: 'cancel' }, { taken: undefined }));
  expect(answers(effects)).toEqual(['CALLBACK_BUSY']);
});
