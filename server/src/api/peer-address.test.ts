import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { peerOf, setPeer } from './peer-address.ts';

test('who asks is who another node has told, and otherwise whom the server sees', () => {
  const raw = new IncomingMessage(new Socket());
  expect(peerOf({ raw, ip: '10.0.0.2' })).toBe('10.0.0.2');
  setPeer(raw, '192.0.2.7');
  expect(peerOf({ raw, ip: '10.0.0.2' })).toBe('192.0.2.7');
  expect(peerOf({ raw: new IncomingMessage(new Socket()), ip: '10.0.0.2' })).toBe('10.0.0.2');
});
