import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { type OpenSocket, OpenSockets } from './open-sockets.ts';

class FakeSocket implements OpenSocket {
  readonly kind: OpenSocket['kind'];
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly ends: string[] = [];
  beats = 0;

  constructor(kind: OpenSocket['kind'], userId: string, token: string) {
    this.kind = kind;
    this.userId = userId;
    this.tokenHash = Buffer.from(token);
  }

  end(code: string, closeCode: number): void {
    this.ends.push(`${code} ${closeCode}`);
  }

  beat(): void {
    this.beats += 1;
  }
}

const three = () => {
  const sockets = new OpenSockets();
  const ana = new FakeSocket('agent', 'ana', 't-1');
  const elsewhere = new FakeSocket('supervisor', 'ana', 't-2');
  const ben = new FakeSocket('agent', 'ben', 't-3');
  for (const socket of [ana, elsewhere, ben]) sockets.add(socket);
  return { sockets, ana, elsewhere, ben };
};
const SIGNED_OUT = ['NOT_SIGNED_IN 4003'];

test('the end of a session ends the sockets of that browser', () => {
  const { sockets, ana, elsewhere, ben } = three();
  sockets.endSession(Buffer.from('t-1'));
  expect([ana.ends, elsewhere.ends, ben.ends]).toEqual([SIGNED_OUT, [], []]);
});

test('a user is signed out everywhere, except where they ask for it', () => {
  const { sockets, ana, elsewhere, ben } = three();
  sockets.endUser('ana', Buffer.from('t-2'));
  expect([ana.ends, elsewhere.ends, ben.ends]).toEqual([SIGNED_OUT, [], []]);
  sockets.endUser('ana', undefined);
  expect(elsewhere.ends).toEqual(SIGNED_OUT);
});

test('closing down and the heartbeat reach all that are open', () => {
  const { sockets, ana, elsewhere, ben } = three();
  sockets.remove(ben);
  sockets.beat(instant(0));
  sockets.endAll('RESTARTING', 1012);
  expect([ana.beats, elsewhere.beats, ben.beats]).toEqual([1, 1, 0]);
  expect([ana.ends.length, elsewhere.ends.length, ben.ends.length]).toEqual([1, 1, 0]);
  expect([sockets.count('agent'), sockets.count('supervisor')]).toEqual([1, 1]);
  expect([sockets.countOf('ana', 'agent'), sockets.countOf('ben', 'agent')]).toEqual([1, 0]);
});
