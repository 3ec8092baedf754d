import { expect, test } from 'vitest';
import { FakeNet } from './fake-wire.ts';

test('an alarm rings once, in order, unless it was cancelled', () => {
  const net = new FakeNet();
  const rung: string[] = [];
  net.schedule(() => rung.push('first'), 1);
  const cancel = net.schedule(() => rung.push('cancelled'), 2);
  net.schedule(() => rung.push('last'), 3);
  cancel();
  expect([net.ring(), net.ring()]).toEqual([1, 3]);
  expect(rung).toEqual(['first', 'last']);
  expect(() => net.ring()).toThrow('no alarm is set');
});

test('the newest wire is the one that is spoken to', () => {
  const net = new FakeNet();
  expect(() => net.wire).toThrow('nothing was opened');
  net.open();
  net.open().send('hello');
  expect(net.wire.sent).toEqual(['hello']);
});
