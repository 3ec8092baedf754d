import { must } from '@outpace/engine/basics/assert.ts';
import {
  attemptId,
  callingListId,
  campaignGroupId,
  campaignId,
  chainId,
  epoch,
  interactionId,
} from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { EVERYBODY } from '@outpace/engine/calling-lists/suppression.ts';
import type { Write } from '@outpace/engine/effect.ts';
import { EMPTY_DRAFT } from '@outpace/engine/interactions/interaction.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from './checkers/scene.ts';
import { drawChains } from './lists.ts';
import { Prng } from './prng.ts';
import { windowOf } from './scenarios/parts.ts';
import { SimulatedStore } from './store.ts';

const listId = callingListId('list');
const groupId = campaignGroupId('group');
const noon = instant(Date.UTC(2026, 10, 23, 12));
const until = instant(noon + minutes(10));

function storeOf(window = windowOf('UTC', 8, 18)) {
  const order = { listId, name: 'List', chains: 3, numbersMax: 1, windows: [window] };
  const chains = drawChains({ ...order, customers: 0, shared: 0 }, new Prng(1));
  const store = new SimulatedStore({ chains, plans: [] });
  return { store, owner: store.takeSite() };
}

type Owned = ReturnType<typeof storeOf>;
const ask = ({ store, owner }: Owned, count: number, at = noon) =>
  store.lease(
    owner,
    {
      ...{
        type: 'lease-chains',
        campaignId: campaignId('campaign'),
        groupId,
        count,
        dueBy: at,
        until,
      },
      lists: [{ listId, weight: 1, given: 0 }],
      priorities: USUAL_PRIORITIES,
    },
    at,
  );
const idsOf = (leased: ReturnType<typeof ask>): readonly string[] =>
  leased.chains.map(({ id }) => id);

test('a chain is leased to one at a time', () => {
  const owned = storeOf();
  expect(idsOf(ask(owned, 2))).toEqual(['list-0', 'list-1']);
  const rest = ask(owned, 2);
  expect([idsOf(rest), rest.openChains, rest.nextDueAt]).toEqual([['list-2'], 0, undefined]);
});

test('a released chain comes back in its place, or on top', () => {
  for (const toTop of [false, true]) {
    const owned = storeOf();
    ask(owned, 2);
    const chainIds = [chainId('list-1')];
    owned.store.commit(owned.owner, [{ type: 'release-chains', chainIds, toTop }]);
    expect(idsOf(ask(owned, 2))[0]).toBe(toTop ? 'list-1' : 'list-2');
  }
});

test('a closed window gives nothing, and says when it opens', () => {
  const owned = storeOf(windowOf('UTC', 14, 18));
  const leased = ask(owned, 5);
  expect([idsOf(leased), leased.openChains]).toEqual([[], 1]);
  expect(leased.nextDueAt).toBe(Date.UTC(2026, 10, 23, 14));
});

test('a lease that ran out is the next one to ask', () => {
  const owned = storeOf();
  ask(owned, 3);
  expect(idsOf(ask(owned, 3, instant(until - 1)))).toEqual([]);
  expect(idsOf(ask(owned, 3, until))).toHaveLength(3);
});

test('a suppressed chain is closed instead of leased', () => {
  const owned = storeOf();
  const phone = must(owned.store.chains.get(chainId('list-0'))?.records[0], 'a record').phone;
  owned.store.suppressions.add({ kind: 'phone', phone }, noon);
  expect(idsOf(ask(owned, 1))).toEqual(['list-1']);
  expect(owned.store.chains.get(chainId('list-0'))?.state).toBe('closed');
});

test('one that a list names for a while is put off to its end', () => {
  const owned = storeOf();
  const phone = must(owned.store.chains.get(chainId('list-0'))?.records[0], 'a record').phone;
  const ends = instant(noon + minutes(30));
  owned.store.suppressions.list(
    [{ key: { kind: 'phone', phone }, scope: EVERYBODY, until: ends }],
    noon,
  );
  expect(idsOf(ask(owned, 3))).toEqual(['list-1', 'list-2']);
  expect(owned.store.chains.get(chainId('list-0'))).toMatchObject({ state: 'ready', dueAt: ends });
  expect(idsOf(ask(owned, 3, instant(ends - 1)))).not.toContain('list-0');
  expect(idsOf(ask(owned, 3, ends))).toContain('list-0');
});

test('what an import adds is dialed like the rest', () => {
  const owned = storeOf();
  ask(owned, 3);
  const order = {
    listId,
    name: 'List',
    chains: 1,
    numbersMax: 1,
    windows: [windowOf('UTC', 8, 18)],
  };
  const [fresh] = drawChains({ ...order, customers: 0, shared: 0 }, new Prng(2));
  owned.store.append([{ ...must(fresh, 'a chain'), id: chainId('fresh') }]);
  expect(idsOf(ask(owned, 1))).toEqual(['fresh']);
});

test('an import replaces what waits, with its window, and not who is being called', () => {
  const owned = storeOf();
  ask(owned, 1);
  const row = { zone: 'UTC', dailyFrom: 0, dailyTill: 3_600, fields: { segment: 'tin' } };
  expect(owned.store.replace(chainId('list-0'), 'Somebody', row)).toBe(false);
  expect(owned.store.replace(chainId('list-1'), 'Somebody', row)).toBe(true);
  expect(idsOf(ask(owned, 2))).toEqual(['list-2']);
  const chain = owned.store.chains.get(chainId('list-1'));
  expect([chain?.contactName, chain?.records[0]?.fields]).toEqual(['Somebody', row.fields]);
});

test('an old owner writes nothing any more', () => {
  const { store, owner } = storeOf();
  store.takeSite();
  expect(() => store.commit(owner, [])).toThrow('has lost the site');
  expect(() => store.renew(owner, [], until)).toThrow('has lost the site');
});

test('a chain that nobody leased cannot be saved', () => {
  const { store, owner } = storeOf();
  const saved: Write = {
    type: 'save-chain',
    chainId: chainId('list-0'),
    state: 'closed',
    position: 0,
    treatment: undefined,
    dueAt: noon,
    toTop: false,
    records: [],
  };
  expect(() => store.commit(owner, [saved])).toThrow('only under a lease');
});

test('after a restart open attempts come back, and every other lease has ended', () => {
  const scene = new Scene([]);
  const opened = openedIn(scene.dial());
  const { store } = scene;
  expect(store.leases.size).toBeGreaterThan(1);
  const next = store.takeSite();
  expect(next).toBe(epoch(2));
  const recovered = store.recover(scene.at);
  expect(recovered.attempts.map((each) => each.attemptId)).toEqual([opened.attemptId]);
  expect(recovered.sessions.map(({ run }) => run)).toEqual([true]);
  expect([...store.leases.keys()]).toEqual([opened.chainId]);
});

test.each([
  ['answer', 1],
  ['answering-machine', 0],
] as const)(
  'after a restart the law counts who answered as the agent has said: %s',
  (said, live) => {
    const scene = new Scene([]);
    const { attemptId: id } = openedIn(scene.dial());
    scene.answer(id);
    scene.step({ type: 'call-ended', attemptId: id, result: 'answer' });
    const [done = expect.unreachable()] = scene.store.openInteractions;
    const draft = { ...EMPTY_DRAFT, callResult: said };
    scene.say({ type: 'mark-done', interactionId: done, draft });
    scene.store.takeSite();
    const [session] = scene.store.recover(scene.at).sessions;
    expect(session?.plan.past).toEqual({ liveAnswers: live, abandoned: 0 });
  },
);
test('what pacing has learned comes back with the groups of its campaign', () => {
  const scene = new Scene([]);
  scene.dial();
  const { store, at } = scene;
  const memory = { version: 1, lists: { '': [2] }, talk: [3], wrapUp: [] } as const;
  const [plan] = store.recover(at).sessions.map((session) => session.plan);
  if (plan === undefined) throw new Error('a group is loaded');
  expect(plan.memory).toBeUndefined();
  const { campaignId } = plan;
  const owner = store.takeSite();
  store.commit(owner, [{ type: 'save-pacing-memory', campaignId, memory, at }]);
  expect(store.recover(at).sessions.map((session) => session.plan.memory)).toEqual([memory]);
});

test('a conversation that nobody has marked done comes back with its draft', () => {
  const scene = new Scene([]);
  const { attemptId: id } = openedIn(scene.dial());
  scene.answer(id);
  scene.step({ type: 'call-ended', attemptId: id, result: 'answer' });
  scene.store.takeSite();
  const left = scene.store.recover(scene.at).attempts.find(({ attemptId: a }) => a === id);
  expect(left?.interaction).toMatchObject({ agentId: 'ann', endedAt: scene.at });
  expect(scene.store.attempts.get(attemptId(id))?.result).toBe('answer');
  expect(scene.store.openInteractions.has(interactionId(left?.interaction?.id ?? ''))).toBe(true);
});

test('one that goes on comes back with its agent, its times and that it is recorded', () => {
  const scene = new Scene([]);
  const { attemptId: id } = openedIn(scene.dial());
  scene.answer(id);
  const [interactionId = expect.unreachable()] = scene.store.openInteractions;
  const at = scene.at;
  const recording = {
    attemptId: attemptId(id),
    interactionId,
    file: 'f',
    state: 'recording',
    at,
  } as const;
  scene.store.commit(scene.state.epoch, [
    { type: 'save-recording', ...recording, durationMs: undefined },
  ]);
  scene.store.takeSite();
  const [left] = scene.store.recover(at).attempts;
  expect(left).toMatchObject({
    attemptId: id,
    chain: { leaseUntil: at + minutes(10) },
    interaction: {
      agentName: 'ann',
      answeredAt: at,
      connectedAt: at,
      endedAt: undefined,
      isRecorded: true,
    },
  });
  // Its lease is the new owner's.
  expect(scene.store.leases.get(left?.chain.id ?? chainId('0'))?.epoch).toBe(2);
});
