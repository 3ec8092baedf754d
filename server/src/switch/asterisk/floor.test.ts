import { beforeEach, expect, test } from 'vitest';
import { inBridge, MUSIC, NOWHERE } from './place.ts';
import { TestExchange } from './test-exchange.ts';

let at: TestExchange;

beforeEach(() => {
  at = new TestExchange();
});

test('a bridge is made when somebody first needs it, and only the difference is ordered', () => {
  const { floor } = at.x;
  floor.put('one', inBridge('call'));
  floor.put('one', inBridge('call'));
  floor.put('two', inBridge('call'));
  floor.put('one', MUSIC);
  expect(at.asked()).toEqual([
    'createBridge call mixing,proxy_media',
    'addChannel call one',
    'addChannel call two',
    'removeChannel call one',
    'startMusic one',
  ]);
});

test('who was in a bridge that is closed is nowhere', () => {
  const { floor } = at.x;
  floor.put('one', inBridge('call'));
  floor.closeBridge('call');
  floor.closeBridge('call');
  at.asked();
  floor.put('one', NOWHERE);
  floor.put('one', MUSIC);
  expect(at.asked()).toEqual(['startMusic one']);
});

test('all bridges can be closed', () => {
  at.x.floor.openBridge('one');
  at.x.floor.openBridge('two');
  at.asked();
  at.x.floor.closeAll();
  expect(at.asked()).toEqual(['destroyBridge one', 'destroyBridge two']);
});

test('mute is a state, not a count', () => {
  const { floor } = at.x;
  floor.mute('one', false);
  floor.mute('one', true);
  floor.mute('one', true);
  floor.mute('one', false);
  expect(at.asked()).toEqual(['mute one in', 'unmute one in']);
});

test('what is found replaces what was believed, where it can be seen', () => {
  const { floor } = at.x;
  floor.put('music', MUSIC);
  floor.put('moved', inBridge('call'));
  at.asked();
  const found = [
    ['music', undefined],
    ['moved', undefined],
    ['stranger', 'call'],
  ] as const;
  floor.adopt(new Map(found), ['call']);
  floor.put('music', MUSIC);
  floor.put('stranger', inBridge('call'));
  expect(at.asked()).toEqual([]);
  // It was in the bridge, and is not: what it hears now, nobody knows.
  floor.put('moved', inBridge('call'));
  expect(at.asked()).toEqual(['stopMusic moved', 'stopSilence moved', 'addChannel call moved']);
});

test('who has gone is forgotten', () => {
  const { floor } = at.x;
  floor.put('one', MUSIC);
  floor.mute('one', true);
  floor.forget('one');
  at.asked();
  floor.put('one', MUSIC);
  floor.mute('one', true);
  expect(at.asked()).toEqual(['startMusic one', 'mute one in']);
});
