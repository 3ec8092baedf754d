import { expect, test } from 'vitest';
import { FakeNet } from './fake-wire.ts';
import { LiveSocket, OUTDATED_CLOSE, type SocketState, SUPERSEDED_CLOSE } from './socket.ts';

type Said = { readonly type: string; readonly note?: string | undefined };

function arrange() {
  const net = new FakeNet();
  const { open, schedule } = net;
  const ping: Said = { type: 'ping' };
  let reloads = 0;
  const reload = () => {
    reloads += 1;
  };
  const socket = new LiveSocket<Said, Said>({ path: '/api/x', ping, open, schedule, reload });
  const states: SocketState[] = [];
  const heard: Said[] = [];
  socket.onState((state) => states.push(state));
  socket.onMessage((message) => heard.push(message));
  socket.connect();
  return { net, socket, states, heard, reloaded: () => reloads };
}

test('it opens, speaks and hears', () => {
  const { net, socket, states, heard } = arrange();
  expect(socket.send({ type: 'early' })).toBe(false);
  net.wire.open();
  expect(socket.send({ type: 'draft', note: undefined })).toBe(true);
  net.wire.say({ type: 'view' });
  expect(states).toEqual(['open']);
  expect(net.wire.sent).toEqual(['{"type":"draft","note":null}']);
  expect(heard).toEqual([{ type: 'view' }]);
});

test('it comes back after a loss, waiting twice as long each time, five seconds at most', () => {
  const { net, states } = arrange();
  net.wire.open();
  const waits: number[] = [];
  for (let loss = 0; loss < 7; loss += 1) {
    net.wire.drop(1006);
    waits.push(net.ring());
  }
  expect(waits).toEqual([300, 600, 1_200, 2_400, 4_800, 5_000, 5_000]);
  expect(net.wires).toHaveLength(8);
  net.wire.open();
  expect(states).toEqual(['open', 'lost', 'open']);
  net.wire.drop(1006);
  expect(net.ring()).toBe(300);
});

test('a page that was superseded stays away until it is told to take over again', () => {
  const { net, socket, states } = arrange();
  net.wire.open();
  net.wire.drop(SUPERSEDED_CLOSE);
  expect(net.alarms).toEqual([]);
  socket.connect();
  net.wire.open();
  expect(states).toEqual(['open', 'superseded', 'connecting', 'open']);
});

test('a page of another version reloads itself, and goes on trying if that does not help', () => {
  const { net, states, reloaded } = arrange();
  net.wire.open();
  net.wire.drop(OUTDATED_CLOSE);
  expect(reloaded()).toBe(1);
  expect(states).toEqual(['open', 'lost']);
  expect(net.alarms).toHaveLength(1);
});

test('a silent connection is asked, and given up when it does not answer', () => {
  const { net, states } = arrange();
  net.wire.open();
  net.ring();
  expect(net.wire.sent).toEqual(['{"type":"ping"}']);
  net.wire.say({ type: 'pong' });
  net.ring();
  net.ring();
  expect(net.wires[0]?.closed).toBe(true);
  expect(states).toEqual(['open', 'lost']);
  net.ring();
  expect(net.wires).toHaveLength(2);
});

test('closing is quiet and final', () => {
  const { net, socket, states } = arrange();
  net.wire.open();
  socket.close();
  expect(net.wire.closed).toBe(true);
  expect(net.alarms).toEqual([]);
  expect(states).toEqual(['open']);
});
