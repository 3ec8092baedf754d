import { expect, test } from 'vitest';
import { callingListId, chainId, commandId } from '../basics/ids.ts';
import { after, hours } from '../basics/time.ts';
import type { ChangeChain } from '../event.ts';
import { ANN, answers, chain, chains, LIST, phone, START, TestSite } from '../test-site.ts';

const order = (n: number, more: Partial<ChangeChain> = {}): ChangeChain => ({
  type: 'change-chain',
  chainId: chainId(String(n)),
  change: { type: 'finish' },
  taken: { kind: 'in-use' },
  suppressed: [],
  ...more,
});
const saved = (effects: ReturnType<TestSite['order']>) =>
  effects.filter((effect) => effect.type === 'save-chain');
const released = (effects: ReturnType<TestSite['order']>): readonly string[] =>
  effects.flatMap((effect) => (effect.type === 'release-chains' ? effect.chainIds : []));

test('what waits in hand is changed, and leaves it', () => {
  const site = TestSite.running({ chains: chains(3) });
  const effects = site.order(order(2));
  expect(answers(effects)).toEqual(['ok']);
  expect(saved(effects)).toMatchObject([{ chainId: '2', state: 'closed' }]);
  expect(site.state.chains.has(chainId('2'))).toBe(false);
});

test('what waits in the store is changed under the lease that was taken for it', () => {
  const site = TestSite.running({ chains: chains(1) });
  const change = { type: 'reschedule', dueAt: after(START, hours(2)) } as const;
  const effects = site.order(order(7, { change, taken: { kind: 'taken', chain: chain(7) } }));
  expect(saved(effects)).toMatchObject([{ chainId: '7', dueAt: change.dueAt }]);
  expect(released(effects)).toEqual([]);
});

test.each<[where: string, go: (site: TestSite) => void]>([
  ['on a screen', () => {}],
  ['dialed', (site) => site.accept(ANN)],
  ['talked with', (site) => site.talk(ANN)],
])('too late once it is %s', (_where, go) => {
  const site = TestSite.running({ chains: chains(1) });
  site.ready(ANN);
  go(site);
  const before = site.picture();
  const effects = site.order(order(1));
  expect(answers(effects)).toEqual(['RECORD_BUSY']);
  expect([saved(effects), site.picture()]).toEqual([[], before]);
});

test('what is on its way, or closed, is told so', () => {
  const site = TestSite.running({ chains: chains(1) });
  const ask = (kind: 'in-use' | 'gone') => answers(site.order(order(7, { taken: { kind } })));
  expect([ask('in-use'), ask('gone')]).toEqual([['RECORD_BUSY'], ['RECORD_GONE']]);
});

test('a refusal gives back what was leased for it, and so does asking again', () => {
  const site = TestSite.running({ chains: chains(1) });
  const taken = { kind: 'taken', chain: chain(7) } as const;
  const change = { type: 'add-number', phone: phone(9) } as const;
  const refused = site.order(
    order(7, { change, taken, suppressed: [{ phone: phone(9), campaignId: undefined }] }),
  );
  expect(answers(refused)).toEqual(['NUMBER_SUPPRESSED']);
  expect([saved(refused), released(refused)]).toEqual([[], ['7']]);
  const again = { type: 'supervisor-command', by: 'sue', commandId: commandId('once') } as const;
  const command = order(7, { taken });
  expect(saved(site.step({ ...again, command }))).toHaveLength(1);
  const second = site.step({ ...again, command });
  expect([answers(second), saved(second), released(second)]).toEqual([['ok'], [], ['7']]);
});

test('a suppression that came since counts as well as what the store says', () => {
  const site = TestSite.running({ chains: chains(1) });
  site.order({ type: 'suppress', keys: [{ kind: 'phone', phone: phone(9) }], reason: 'letter' });
  const change = { type: 'add-number', phone: phone(9) } as const;
  const taken = { kind: 'taken', chain: chain(7) } as const;
  expect(answers(site.order(order(7, { change, taken })))).toEqual(['NUMBER_SUPPRESSED']);
});

const asked = (effects: ReturnType<TestSite['order']>) =>
  effects.filter(({ type }) => type === 'lease-chains');
/** The list was empty a moment ago: asked again in a minute. */
function drained(): TestSite {
  const site = TestSite.running({ chains: [] });
  expect(asked(site.step({ type: 'tick' }))).toEqual([]);
  return site;
}

test('whoever is given back is asked for at once by those who dial the list', () => {
  const back = { type: 'reschedule', dueAt: undefined } as const;
  const taken = { kind: 'taken', chain: chain(7) } as const;
  const site = drained();
  expect(asked(site.order(order(7, { change: back, taken })))).toHaveLength(1);
  const other = { ...chain(7), listId: callingListId('another') };
  const unmoved = order(7, { change: back, taken: { kind: 'taken', chain: other } });
  expect(asked(drained().order(unmoved))).toEqual([]);
  expect(asked(drained().order(order(7, { taken })))).toEqual([]);
});

test('so are people who were added, also where an answer without them is on its way', () => {
  const added = { type: 'extend-list', listId: LIST, dueAt: START } as const;
  const site = drained();
  expect(asked(site.order(added))).toHaveLength(1);
  expect(asked(site.order(added))).toEqual([]);
  expect(asked(site.lease([], undefined, 0))).toHaveLength(1);
  expect(asked(site.lease([], undefined, 0))).toEqual([]);
});

const set = { type: 'set-fields', fields: { plan: 'gold' } } as const;
const fieldsSaved = (effects: ReturnType<TestSite['order']>) =>
  effects.flatMap((effect) =>
    effect.type === 'save-field' ? [[effect.recordId, effect.key, effect.value, effect.by]] : [],
  );

test('what is known of somebody who waits is set, and they are looked at anew', () => {
  const site = TestSite.running({ chains: chains(2) });
  const waiting = site.order(order(2, { change: set }));
  expect(answers(waiting)).toEqual(['ok']);
  expect(fieldsSaved(waiting)).toEqual([['2', 'plan', 'gold', 'sue']]);
  expect([released(waiting), saved(waiting)]).toEqual([['2'], []]);
  const stored = site.order(order(7, { change: set, taken: { kind: 'taken', chain: chain(7) } }));
  expect([fieldsSaved(stored).length, released(stored)]).toEqual([1, ['7']]);
  expect(answers(site.order(order(7, { change: set, taken: { kind: 'gone' } })))).toEqual([
    'RECORD_GONE',
  ]);
});

test('an agent who has the person before them sees it at once', () => {
  const site = TestSite.running({ chains: chains(1) });
  site.ready(ANN);
  site.talk(ANN);
  const effects = site.order(order(1, { change: set }));
  expect([answers(effects), fieldsSaved(effects).length]).toEqual([['ok'], 1]);
  expect(effects).toContainEqual({ type: 'agent-changed', agentId: ANN });
  expect(site.state.chains.get(chainId('1'))?.chain.records[0]?.fields).toMatchObject({
    plan: 'gold',
  });
  expect(released(effects)).toEqual([]);
});
