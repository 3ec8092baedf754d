import { expect, test } from 'vitest';
import { FakeNet } from './fake-wire.ts';
import { Paced } from './paced.ts';

function arrange() {
  const net = new FakeNet();
  const passed: string[] = [];
  const paced = new Paced<string>(50, net.schedule, (value) => passed.push(value));
  return { net, passed, paced };
}

test('the first is passed on at once, and of a burst after it the newest', () => {
  const { net, passed, paced } = arrange();
  for (const value of ['a', 'b', 'c']) paced.put(value);
  expect(passed).toEqual(['a']);
  expect(net.ring()).toBe(50);
  expect(passed).toEqual(['a', 'c']);
});

test('after a rest without news the next is the first again', () => {
  const { net, passed, paced } = arrange();
  paced.put('a');
  net.ring();
  expect(net.alarms).toEqual([]);
  paced.put('b');
  expect(passed).toEqual(['a', 'b']);
});

test('a stream is passed on all the time, one in each rest', () => {
  const { net, passed, paced } = arrange();
  for (const value of ['a', 'b', 'c', 'd']) {
    paced.put(value);
    paced.put(`${value}2`);
    net.ring();
  }
  expect(passed).toEqual(['a', 'a2', 'b2', 'c2', 'd2']);
});

test('a flush passes on what waits, once, and ends the rest', () => {
  const { net, passed, paced } = arrange();
  paced.put('a');
  paced.put('b');
  paced.flush();
  paced.flush();
  expect(passed).toEqual(['a', 'b']);
  expect(net.alarms).toEqual([]);
});
