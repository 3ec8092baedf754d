import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import { afterEach, expect, test } from 'vitest';
import { AgentStore } from './agent-store.ts';
import { FakeNet } from './fake-wire.ts';
import { ServerClock } from './server-clock.ts';

const leaves: (() => void)[] = [];
afterEach(() => {
  for (const leave of leaves.splice(0)) leave();
});

function arrange() {
  const net = new FakeNet();
  let probes = 0;
  const clock = new ServerClock(() => 1_000);
  const probe = () => {
    probes += 1;
  };
  const { open, schedule } = net;
  const store = new AgentStore({ open, schedule, clock, probe });
  leaves.push(store.subscribe(() => undefined));
  const sent = () => net.wire.sent.map((text) => JSON.parse(text));
  return { net, store, clock, sent, probed: () => probes };
}

const view = { type: 'view', version: 1, now: 9_000, view: { name: 'Ana' } };

test('it greets as soon as it is connected and shows what is pushed', () => {
  const { net, store, clock, sent } = arrange();
  expect(store.current().view).toBeUndefined();
  net.wire.open();
  expect(sent()).toMatchObject([{ type: 'hello', protocol: 1 }]);
  net.wire.say(view);
  expect(store.current()).toMatchObject({ state: 'open', view: { name: 'Ana' } });
  expect(clock.now()).toBe(9_000);
});

test('what is the same in the next view is the same object', () => {
  const { net, store } = arrange();
  const reasons = [{ code: 'break', label: 'Break' }];
  net.wire.open();
  net.wire.say({ ...view, view: { reasons, today: { calls: 1 } } });
  const before = store.current().view;
  net.wire.say({ ...view, view: { reasons, today: { calls: 2 } } });
  net.wire.say({ ...view, view: { reasons, today: { calls: 3 } } });
  expect(store.current().view).toBe(before);
  while (store.current().view === before) net.ring();
  const after = store.current().view;
  expect(after).toEqual({ reasons, today: { calls: 3 } });
  expect(after?.reasons).toBe(before?.reasons);
});

test('what a command has brought about is shown with its reply', async () => {
  const { net, store, sent } = arrange();
  net.wire.open();
  net.wire.say({ ...view, view: { name: 'Ana', today: { calls: 1 } } });
  net.wire.say({ ...view, view: { name: 'Ana', today: { calls: 2 } } });
  const done = store.command({ type: 'set-ready' });
  const [, { id }] = sent();
  net.wire.say({ ...view, view: { name: 'Ana', today: { calls: 3 } } });
  expect(store.current().view?.today.calls).toBe(1);
  net.wire.say({ type: 'reply', id, ok: true, done: 'done' });
  await done;
  expect(store.current().view?.today.calls).toBe(3);
});

test('a command lives through a lost connection, and asks who is signed in meanwhile', async () => {
  const { net, store, sent, probed } = arrange();
  net.wire.open();
  net.wire.say(view);
  const done = store.command({ type: 'set-ready' });
  expect(store.current().pending).toEqual([{ type: 'set-ready' }]);
  const [, first] = sent();
  net.wire.drop(1006);
  expect(probed()).toBe(1);
  net.ring();
  net.wire.open();
  expect(sent()).toMatchObject([{ type: 'hello' }]);
  net.wire.say(view);
  net.wire.say(view);
  expect(sent().slice(1)).toEqual([first]);
  net.wire.say({ type: 'reply', id: first.id, ok: true, done: 'done' });
  await done;
  expect(store.current().pending).toEqual([]);
});

test('a command given before the server knows the page goes out with the first view', () => {
  const { net, store, sent } = arrange();
  net.wire.open();
  store.command({ type: 'set-ready' }).catch(() => undefined);
  expect(sent()).toHaveLength(1);
  net.wire.say(view);
  expect(sent()[1]).toMatchObject({ type: 'command', command: { type: 'set-ready' } });
});

test('what the phone measured is told to a server that knows the page, or not at all', () => {
  const { net, store, sent } = arrange();
  const levels = { levelIn: 0.1, levelOut: 0.2 };
  const sample = { lossShare: 0, jitterMs: 2, jitterMsMax: 3, ...levels, overMs: 10_000 };
  const id = 'i1' as InteractionId;
  net.wire.open();
  store.report(id, sample);
  expect(sent()).toHaveLength(1);
  net.wire.say(view);
  store.report(id, sample);
  expect(sent()[1]).toEqual({ type: 'call-quality', interactionId: 'i1', sample });
});

test('a superseded page stays away until it takes over', async () => {
  const { net, store, sent } = arrange();
  net.wire.open();
  const refused = store.command({ type: 'set-ready' });
  net.wire.drop(4001);
  await expect(refused).rejects.toMatchObject({ code: 'SUPERSEDED' });
  expect(store.current().state).toBe('superseded');
  store.takeOver();
  net.wire.open();
  expect(sent()).toMatchObject([{ type: 'hello' }]);
});

test('nobody is logged on again by a reconnect, only by a press', () => {
  const { net, store, sent } = arrange();
  net.wire.open();
  net.wire.say({ type: 'view', version: 2, now: 9_000, view: null });
  net.wire.drop(1006);
  expect(net.alarms).toEqual([]);
  store.logOn();
  net.wire.open();
  expect(sent()).toMatchObject([{ type: 'hello' }]);
});

test('it hangs up a moment after the last onlooker has gone', () => {
  const { net, store } = arrange();
  net.wire.open();
  leaves.splice(0)[0]?.();
  leaves.push(store.subscribe(() => undefined));
  expect(net.wire.closed).toBe(false);
  leaves.splice(0)[0]?.();
  while (!net.wire.closed) net.ring();
  expect(net.wires).toHaveLength(1);
});

test('callbacks are new when the server says so, and after a connection was lost', () => {
  const { net, store } = arrange();
  net.wire.open();
  net.wire.say(view);
  const first = store.current().callbacksVersion;
  net.wire.say(view);
  expect(store.current().callbacksVersion).toBe(first);
  net.wire.say({ type: 'callbacks-changed' });
  expect(store.current().callbacksVersion).toBe(first + 1);
  net.wire.drop(1006);
  net.ring();
  net.wire.open();
  net.wire.say(view);
  expect(store.current().callbacksVersion).toBe(first + 2);
});
