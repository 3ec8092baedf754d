import { expect, test } from 'vitest';
import { FakeNet } from '../live/fake-wire.ts';
import { SipSocket } from './sip-socket.ts';

function arrange(address = 'ws://127.0.0.1:7600/api/sip') {
  const net = new FakeNet();
  const { open, schedule } = net;
  const socket = new SipSocket(new URL(address), { open, schedule });
  const told: string[] = [];
  socket.onconnect = () => void told.push('connected');
  socket.ondisconnect = (error) => void told.push(error ? 'broken' : 'closed');
  socket.ondata = (message) => void told.push(String(message));
  return { net, socket, told };
}

test.each<[address: string, via: string, uri: string]>([
  ['ws://127.0.0.1:7600/api/sip', 'WS', 'sip:127.0.0.1:7600;transport=ws'],
  ['wss://calls.example/api/sip', 'WSS', 'sip:calls.example;transport=ws'],
])('%s is said to the library in its words', (address, via, uri) => {
  const { socket } = arrange(address);
  expect(socket).toMatchObject({ url: address, via_transport: via, sip_uri: uri });
});

test('it passes on what comes and goes', () => {
  const { net, socket, told } = arrange();
  expect(socket.send('too early')).toBe(false);
  socket.connect();
  expect(socket.isConnecting()).toBe(true);
  net.wire.open();
  expect(socket.isConnected()).toBe(true);
  expect(socket.send('OPTIONS sip:a')).toBe(true);
  net.wire.say('x');
  net.wire.drop(1006);
  expect(net.wire.sent).toEqual(['OPTIONS sip:a']);
  expect(told).toEqual(['connected', '"x"', 'broken']);
  expect(socket.isConnected()).toBe(false);
});

test('only a registration must be answered, and any word is an answer', () => {
  const { net, socket, told } = arrange();
  socket.connect();
  net.wire.open();
  socket.send('SIP/2.0 200 OK');
  expect(net.alarms).toEqual([]);
  socket.send('REGISTER sip:a');
  net.wire.say('x');
  expect(net.alarms).toEqual([]);
  socket.send('REGISTER sip:a');
  net.ring();
  expect(net.wire.closed).toBe(true);
  expect(told.at(-1)).toBe('broken');
});

test('a socket that is closed on purpose says nothing more', () => {
  const { net, socket, told } = arrange();
  socket.connect();
  const { wire } = net;
  wire.open();
  socket.disconnect();
  wire.drop(1000);
  expect(told).toEqual(['connected']);
  socket.connect();
  expect(net.wires).toHaveLength(2);
});
