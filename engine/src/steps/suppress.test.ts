import { expect, test } from 'vitest';
import type { InteractionId } from '../basics/ids.ts';
import { after, millis, minutes, seconds } from '../basics/time.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { DoNotCallScope } from '../interactions/interaction.ts';
import {
  ANN,
  answers,
  BEN,
  chain,
  phone,
  record,
  START,
  TestSite,
  withoutViews,
} from '../test-site.ts';

const person = chain(1, {
  customerId: 'C-77',
  records: [record(1), record(2, { chainN: 1 })],
});

function said(doNotCall: DoNotCallScope, chains: readonly Chain[] = [person]) {
  const site = TestSite.running({ chains });
  site.ready(ANN);
  const { id } = site.talk(ANN);
  site.endCall(ANN);
  return { site, id, effects: withoutViews(site.markDone(ANN, { doNotCall })) };
}
const undo = (site: TestSite, interactionId: InteractionId, by = ANN) =>
  site.ask(by, { type: 'undo-do-not-call', interactionId });
const number = (n: number) => ({ kind: 'phone', phone: phone(n) });
const customer = { kind: 'customer', customerId: 'C-77' };

// biome-ignore format: a table is read in columns.
test.each<[why: string, scope: DoNotCallScope, keys: readonly object[]]>([
  ['this number is blocked',                          'number', [number(1)]],
  ['every number of the person and the customer are', 'person', [number(1), number(2), customer]],
])('%s', (_why, scope, keys) => {
  const { id, effects } = said(scope);
  const added = effects.filter(({ type }) => type === 'add-suppression');
  expect(added).toEqual(
    keys.map((key) => ({
      type: 'add-suppression',
      key,
      reason: 'asked in a call',
      by: ANN,
      interactionId: id,
      at: START,
    })),
  );
  expect(effects.filter(({ type }) => type === 'save-chain')).toMatchObject([
    { state: 'closed', records: [{ type: 'no-call' }, {}] },
  ]);
});

test('taken back in time: nothing is blocked and the chain is as without it', () => {
  const { site, id } = said('person');
  site.tick(millis(9_999));
  expect(withoutViews(undo(site, id))).toEqual([
    ...[number(1), number(2), customer].map((key) => ({
      type: 'remove-suppression',
      key,
      by: ANN,
      interactionId: id,
      at: after(START, millis(9_999)),
    })),
    {
      type: 'save-chain',
      chainId: '1',
      state: 'closed',
      position: 0,
      treatment: undefined,
      dueAt: START,
      toTop: false,
      records: [
        record(1, { status: 'updated', attempts: 1, callResult: 'answer', calledAt: START }),
        record(2, { chainN: 1, status: 'chain-updated' }),
      ],
    },
    { type: 'reply', commandId: 'c9', outcome: { ok: true, value: { done: 'done' } } },
  ]);
  expect([site.state.suppressed.size, site.state.undos.size]).toEqual([0, 0]);
});

test('too late, twice, or by somebody else, it is refused', () => {
  const late = said('number');
  late.site.tick(seconds(10));
  const other = said('number');
  other.site.logOn(BEN);
  expect([
    answers(undo(late.site, late.id)),
    answers(undo(other.site, other.id, BEN)),
    answers(undo(other.site, other.id)),
    answers(undo(other.site, other.id)),
  ]).toEqual([['UNDO_TOO_LATE'], ['UNDO_TOO_LATE'], ['ok'], ['UNDO_TOO_LATE']]);
});

test('taking one back does not take back what was asked in another call', () => {
  const same = chain(2, { records: [record(2, { phone: phone(1) })] });
  const site = TestSite.running({ chains: [chain(1), same], agents: [ANN, BEN] });
  for (const agent of [ANN, BEN]) site.ready(agent);
  const [, second] = [site.talk(ANN), site.talk(BEN)];
  for (const agent of [ANN, BEN]) site.endCall(agent);
  for (const agent of [ANN, BEN]) site.markDone(agent, { doNotCall: 'number' });
  const removed = undo(site, second.id, BEN).filter(({ type }) => type === 'remove-suppression');
  expect([removed, [...site.state.suppressed.keys()]]).toEqual([[], ['phone:+12125550101']]);
});

test('what is older than any lease is the store’s to know', () => {
  const { site } = said('number', [chain(1), chain(2)]);
  site.tick(minutes(11));
  expect(site.state.suppressed.size).toBe(1);
  site.ready(ANN);
  site.talk(ANN);
  site.endCall(ANN);
  site.markDone(ANN, { doNotCall: 'number' });
  expect([...site.state.suppressed.keys()]).toEqual(['phone:+12125550102']);
});
