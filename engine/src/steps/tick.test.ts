import { expect, test } from 'vitest';
import type { Millis } from '../basics/time.ts';
import { after, hours, millis, minutes, seconds } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { nextDeadline } from '../engine.ts';
import { ANN, AUTO_ANSWER, chain, chains, GROUP, kinds, START, TestSite } from '../test-site.ts';

function dialing(): TestSite {
  const site = TestSite.running({ plan: AUTO_ANSWER, chains: [chain(1)] });
  site.ready(ANN);
  return site;
}
function ringing(): TestSite {
  const site = dialing();
  site.tick(seconds(10));
  site.ring(site.attempt(1));
  return site;
}

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite, wait: Millis, result: CallResult]>([
  ['a switch that says nothing has failed',      dialing, seconds(40), 'no-progress'],
  ['it rings for its whole time and no longer',  ringing, seconds(25), 'no-answer'],
])('%s', (_why, play, wait, result) => {
  const site = play();
  expect(kinds(site.tick(millis(wait - 1)))).toEqual([]);
  expect(kinds(site.tick(millis(1)))).toEqual(['hang-up', 'close-attempt', 'save-chain']);
  expect(site.state.sessions.get(GROUP)?.counts.byResult).toEqual({ [result]: 1 });
});

test('no verdict in time: a machine is greeted rather than a person hung up on', () => {
  const site = ringing();
  site.answer(site.attempt(1));
  expect(kinds(site.tick(millis(2_999)))).toEqual([]);
  expect(kinds(site.tick(millis(1)))).toEqual([
    'open-interaction',
    'connect-interaction',
    'bridge',
  ]);
  expect(site.picture()).toEqual({
    ann: 'talking 1',
    group: 'running:',
    'call 1': 'connected',
  });
});

test('what is due at the time of an event happens before the event', () => {
  const site = ringing();
  const attempt = site.attempt(1);
  site.at = after(site.at, seconds(25));
  expect(kinds(site.answer(attempt))).toEqual([
    'hang-up',
    'close-attempt',
    'save-chain',
    'hang-up',
  ]);
});

/** A buffer that is full: nothing is asked of the store meanwhile. */
const full = () => TestSite.running({ limits: { leaseMs: minutes(15) }, chains: chains(6) });
/** The time to ask again passes without a need to ask. */
const asked = () => {
  const site = full();
  site.step({ type: 'lease-failed', groupId: GROUP });
  return site;
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, play: () => TestSite]>([
  ['leases are renewed at a third of their time, again and again', full],
  ['also when the store was away for a moment',                 asked],
])('%s', (_why, play) => {
  const site = play();
  const renewals: number[] = [];
  for (let minute = 1; minute <= 30; minute += 1) {
    for (const effect of site.tick(minutes(1))) {
      if (effect.type === 'renew-leases') renewals.push(minute);
    }
  }
  expect(renewals).toEqual([5, 10, 15, 20, 25, 30]);
});

test('a renewal names every chain in hand, also those in a conversation', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.talk(ANN);
  const effects = site.tick(seconds(200)).filter(({ type }) => type === 'renew-leases');
  const until = after(START, seconds(800));
  expect(effects).toEqual([{ type: 'renew-leases', chainIds: ['1', '2', '3'], until }]);
});

test('nothing in hand, nothing to renew', () => {
  const site = TestSite.running({ chains: [] });
  expect(site.tick(minutes(5)).filter(({ type }) => type === 'renew-leases')).toEqual([]);
});

test('an empty store is asked again within a minute', () => {
  const site = TestSite.running({ chains: [] });
  expect(kinds(site.tick(millis(59_999)))).toEqual([]);
  expect(kinds(site.tick(millis(1)))).toEqual(['lease-chains']);
});

test('the time to take back a do-not-call ends by itself', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.talk(ANN);
  site.endCall(ANN);
  site.markDone(ANN, { doNotCall: 'number' });
  site.tick(millis(9_999));
  expect(site.state.undos.size).toBe(1);
  expect(site.tick(millis(1))).toEqual([{ type: 'agent-changed', agentId: ANN }]);
  expect(site.state.undos.size).toBe(0);
});

test('an idle site waits for nothing but its leases, and comes to rest', () => {
  const site = new TestSite();
  expect(nextDeadline(site.state)).toBe(undefined);
  site.load();
  expect(nextDeadline(site.state)).toBe(after(START, seconds(200)));
});

test('looking at something that is gone does nothing', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.talk(ANN);
  site.endCall(ANN);
  site.markDone(ANN);
  site.order({ type: 'force-unload', groupId: GROUP });
  site.lease([]);
  site.ask(ANN, { type: 'log-off' });
  expect(site.tick(hours(2))).toEqual([]);
  expect(nextDeadline(site.state)).toBe(undefined);
});
