import { expect, test } from 'vitest';
import { attemptId, campaignGroupId } from '../basics/ids.ts';
import { after, hours, seconds } from '../basics/time.ts';
import { isWrite } from '../effect.ts';
import {
  ANN,
  AUTO_ANSWER,
  BEN,
  chain,
  chains,
  GROUP,
  kinds,
  record,
  START,
  TestSite,
  withoutViews,
} from '../test-site.ts';

test('leased chains go to the end of the buffer, and a loading group is loaded', () => {
  const site = new TestSite();
  site.load();
  expect(site.picture()).toEqual({ group: 'loading:' });
  site.lease([chain(1), chain(2)]);
  expect(site.picture()).toEqual({ group: 'active: 1 2' });
  site.lease([chain(3)]);
  expect(site.picture()).toEqual({ group: 'active: 1 2 3' });
});

test('a group without a record is loaded too', () => {
  const site = new TestSite();
  site.load();
  site.lease([]);
  expect(site.picture()).toEqual({ group: 'active:' });
});

test('a chain that is in hand already is not taken twice', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.lease([chain(1), chain(2)]);
  expect(site.picture().group).toBe('running: 1 2');
});

test('what comes back from outside goes on by the plan, and is not dialed as it is', () => {
  const on = { by: 'call-result', result: 'busy' } as const;
  const treatments = [
    { on, action: 'delegate' },
    { on, sequence: 2, action: 'next-in-chain' },
  ] as const;
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, treatments }, chains: [] });
  const delegated = chain(7, {
    records: [
      record(1, { status: 'delegated', callResult: 'busy', attempts: 1 }),
      record(2, { chainN: 1, status: 'chain-ready' }),
    ],
    treatment: { trigger: 'result:busy', applied: 1 },
  });
  const effects = site.lease([delegated, chain(8)]);
  expect(effects.filter((effect) => effect.type === 'save-chain')).toMatchObject([
    {
      chainId: '7',
      state: 'ready',
      position: 1,
      toTop: true,
      records: [{ status: 'updated' }, { status: 'ready' }],
    },
  ]);
  expect(site.picture().group).toBe('running: 8');
  // The store has it again, and is asked for it as soon as there is room.
  expect(site.state.chains.has(delegated.id)).toBe(false);
});

test('a lease that ran out before the answer came is neither taken nor given back', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  const late = chain(2, { leaseUntil: START });
  expect(withoutViews(site.lease([late]))).not.toContainEqual(
    expect.objectContaining({ type: 'release-chains' }),
  );
  expect(site.picture().group).toBe('running: 1');
  expect(site.lease([late], campaignGroupId('gone'))).toEqual([]);
});

test('chains for a group that is gone go back', () => {
  const site = new TestSite();
  const back = { type: 'release-chains', chainIds: ['1'], toTop: false };
  expect(site.lease([chain(1)], campaignGroupId('gone'))).toEqual([back]);
  site.load();
  site.order({ type: 'unload', groupId: GROUP });
  expect(withoutViews(site.lease([chain(1)]))).toMatchObject([
    back,
    { type: 'save-session', phase: 'unloaded' },
  ]);
  expect(site.picture()).toEqual({});
});

test('a full house takes nothing more, and asks again in a while', () => {
  const site = TestSite.running({ chains: [chain(1)], limits: { chainsMax: 1 } });
  expect(kinds(site.lease([chain(2)]))).toEqual(['release-chains']);
  expect(kinds(site.tick(seconds(4)))).toEqual([]);
  expect(kinds(site.tick(seconds(1)))).toEqual(['lease-chains']);
});

test('a store that fails is asked again after five seconds', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.step({ type: 'lease-failed', groupId: GROUP });
  expect(kinds(site.tick(seconds(4)))).toEqual([]);
  expect(kinds(site.tick(seconds(1)))).toEqual(['lease-chains']);
  expect(site.step({ type: 'lease-failed', groupId: campaignGroupId('gone') })).toEqual([]);
});

test('a renewed lease is longer, and one that is gone is no matter', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  const until = after(START, hours(2));
  site.step({ type: 'leases-renewed', chainIds: [chain(1).id, chain(7).id], lost: [], until });
  expect([...site.state.chains.values()].map((held) => held.chain.leaseUntil)).toEqual([until]);
});

test('a chain whose lease is lost is somebody else’s: not dialed, and not written', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER, chains: chains(2) });
  const until = after(START, hours(2));
  site.step({ type: 'leases-renewed', chainIds: [chain(2).id], lost: [chain(1).id], until });
  const written = site.ready(ANN).filter((effect) => isWrite(effect) && 'chainId' in effect);
  expect(written).toMatchObject([{ type: 'open-attempt', chainId: '2' }]);
  expect([...site.state.chains.keys()]).toEqual(['2']);
});

test('a lease that ran out before the answer came is over: the chain comes by a new one', () => {
  const site = TestSite.running({ chains: [chain(1)] });
  site.tick(hours(2));
  const until = after(START, hours(3));
  site.step({ type: 'leases-renewed', chainIds: [chain(1).id], lost: [], until });
  expect(site.picture().group).toBe('running:');
  site.lease([{ ...chain(1), leaseUntil: until }]);
  expect(site.picture().group).toBe('running: 1');
});

test('whoever suppresses or takes back a chain whose lease is over writes nothing of it', () => {
  const site = TestSite.running({ chains: chains(2) });
  site.tick(hours(2));
  const key = { kind: 'phone', phone: record(1).phone } as const;
  expect(kinds(site.order({ type: 'suppress', keys: [key], reason: 'asked' }))).not.toContain(
    'save-chain',
  );
  const taken = { kind: 'in-use' } as const;
  const cancelled = site.order({ type: 'cancel-record', chainId: chain(2).id, taken });
  expect(withoutViews(cancelled)).toMatchObject([
    { type: 'reply', outcome: { ok: false, problem: { code: 'RECORD_BUSY' } } },
  ]);
  expect([...site.state.chains.keys()]).toEqual([]);
});

test('an attempt whose write was lost never was: record on top, agent free, a pause', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  const attemptIds = [site.attempt(1).id, attemptId('a0')];
  expect(kinds(site.step({ type: 'write-failed', attemptIds }))).toEqual([]);
  expect(site.picture()).toEqual({ ann: 'ready', group: 'running: 1 2 3' });
  expect(site.state.sessions.get(GROUP)?.counts.attempts).toBe(0);
  expect(site.state.index.pacing.get(GROUP)).toMatchObject({ opened: 0, bound: 'pause' });
  site.tick(seconds(2));
  expect(site.picture()).toEqual({ ann: 'reserved 1', group: 'running: 2 3', 'call 1': 'dialing' });
});

test('an accepted record whose write was lost is offered again', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.accept(ANN);
  site.step({ type: 'write-failed', attemptIds: site.attemptIds() });
  expect([site.picture(), site.state.interactions.size]).toEqual([
    { ann: 'ready', group: 'running: 1 2 3' },
    0,
  ]);
  site.tick(seconds(2));
  expect(site.picture().ann).toBe('previewing 1');
});

test('what has rung already is not taken back', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  site.ring(site.attempt(1));
  expect(site.step({ type: 'write-failed', attemptIds: site.attemptIds() })).toEqual([]);
});

test('taken back on the way out, the record goes back to the store', () => {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  site.order({ type: 'complete', groupId: GROUP });
  const effects = site.step({ type: 'write-failed', attemptIds: site.attemptIds() });
  expect(effects.filter(({ type }) => type === 'release-chains')).toEqual([
    { type: 'release-chains', chainIds: ['1'], toTop: true },
  ]);
});

test('a site that goes over to another server opens nothing until then, and calls go on', () => {
  const site = TestSite.running({ agents: [ANN, BEN] });
  site.ready(ANN);
  site.talk(ANN);
  site.step({ type: 'dialing-paused', until: after(site.state.now, seconds(9)) });
  site.ready(BEN);
  expect(site.picture()).toMatchObject({ ann: 'talking 1', ben: 'ready' });
  site.tick(seconds(8));
  expect(site.picture()).toMatchObject({ ann: 'talking 1', ben: 'ready' });
  // Nobody has come for it: it is this server's as before.
  site.tick(seconds(2));
  expect(site.picture()).toMatchObject({ ann: 'talking 1', ben: 'previewing 2' });
});

test('a corrected name is seen at once by who has the person, whatever they do with them', () => {
  const rename = { type: 'contact-renamed', chainId: chain(1).id, contactName: 'Ada' } as const;
  const seen = [{ type: 'agent-changed', agentId: ANN }];
  const offered = TestSite.running();
  offered.ready(ANN);
  expect(offered.step(rename)).toEqual(seen);
  expect(offered.state.chains.get(chain(1).id)?.chain.contactName).toBe('Ada');
  const dialed = TestSite.running({ plan: AUTO_ANSWER });
  dialed.ready(ANN);
  expect(dialed.step(rename)).toEqual(seen);
  const spoken = TestSite.running();
  spoken.ready(ANN);
  spoken.talk(ANN);
  expect(spoken.step(rename)).toEqual(seen);
});

test('withdrawn chains leave the buffer with nothing written, and nobody is interrupted', () => {
  const site = TestSite.running({ chains: [chain(1), chain(2), chain(3)] });
  site.ready(ANN);
  const chainIds = [1, 2, 77].map((n) => chain(n).id);
  const effects = kinds(site.step({ type: 'chains-withdrawn', chainIds }));
  expect(effects.filter((type) => type !== 'lease-chains')).toEqual([]);
  expect([...site.state.chains.keys()]).toEqual([chain(1).id, chain(3).id]);
  expect(site.picture()).toMatchObject({ ann: 'previewing 1' });
  // Whoever is next gets who is left.
  site.reject(ANN);
  expect(site.picture()).toMatchObject({ ann: 'previewing 3' });
});

test('the name of a person whom nobody has before them is no news', () => {
  const site = TestSite.running();
  const rename = { type: 'contact-renamed', contactName: 'Ada' } as const;
  expect(site.step({ ...rename, chainId: chain(2).id })).toEqual([]);
  expect(site.step({ ...rename, chainId: chain(77).id })).toEqual([]);
});
