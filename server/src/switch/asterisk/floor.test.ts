import { describe, expect, test } from 'vitest';
import { inBridge, MUSIC, NOWHERE, SILENCE } from './place.ts';
import { TestExchange } from './test-exchange.ts';

const rig = () => {
  const test = new TestExchange();
  return { floor: test.x.floor, orders: () => test.orders() };
};
const [room, other] = [inBridge('room'), inBridge('other')];

test('a bridge is made once, and the sound goes through the switch', () => {
  const { floor, orders } = rig();
  floor.openBridge('room');
  floor.openBridge('room');
  floor.put('a', room);
  expect(orders()).toEqual([
    'createBridge bridgeId=room type=mixing,proxy_media',
    'addChannel bridgeId=room channel=a',
  ]);
});

test('who is there already stays undisturbed; who moves, moves at once', () => {
  const { floor, orders } = rig();
  floor.put('a', room);
  orders();
  floor.put('a', room);
  expect(orders()).toEqual([]);
  floor.put('a', other);
  floor.put('a', MUSIC);
  floor.put('a', SILENCE);
  floor.put('a', NOWHERE);
  expect(orders()).toEqual([
    'createBridge bridgeId=other type=mixing,proxy_media',
    'addChannel bridgeId=other channel=a',
    'removeChannel bridgeId=other channel=a',
    'startMusic channelId=a',
    'stopMusic channelId=a',
    'startSilence channelId=a',
    'stopSilence channelId=a',
  ]);
});

test('a bridge that is closed is closed once, and nobody is in it any more', () => {
  const { floor, orders } = rig();
  floor.put('a', room);
  floor.put('b', MUSIC);
  orders();
  floor.closeBridge('room');
  floor.closeBridge('room');
  floor.put('a', NOWHERE);
  floor.put('b', MUSIC);
  expect(orders()).toEqual(['destroyBridge bridgeId=room']);
  floor.put('a', room);
  expect(orders()).toEqual([
    'createBridge bridgeId=room type=mixing,proxy_media',
    'addChannel bridgeId=room channel=a',
  ]);
});

test('all bridges at once', () => {
  const { floor, orders } = rig();
  floor.openBridge('room');
  floor.openBridge('other');
  orders();
  floor.closeAll();
  floor.closeAll();
  expect(orders()).toEqual(['destroyBridge bridgeId=room', 'destroyBridge bridgeId=other']);
});

test('what is said on a muted leg goes nowhere, and is ordered once', () => {
  const { floor, orders } = rig();
  for (const isMuted of [false, true, true, false, false]) floor.mute('a', isMuted);
  expect(orders()).toEqual(['mute channelId=a direction=in', 'unmute channelId=a direction=in']);
});

test('a leg that has gone leaves nothing behind: the next of its name begins anew', () => {
  const { floor, orders } = rig();
  floor.put('a', MUSIC);
  floor.mute('a', true);
  floor.forget('a');
  orders();
  floor.put('a', MUSIC);
  floor.mute('a', true);
  expect(orders()).toEqual(['startMusic channelId=a', 'mute channelId=a direction=in']);
});

describe('as found on the switch', () => {
  test('in a bridge, it stays there', () => {
    const { floor, orders } = rig();
    floor.adopt(new Map([['a', 'room']]), ['room']);
    floor.put('a', room);
    expect(orders()).toEqual([]);
  });

  test('in none, and nobody knows what it hears', () => {
    const { floor, orders } = rig();
    floor.adopt(new Map([['a', undefined]]), []);
    floor.put('a', MUSIC);
    expect(orders()).toEqual([
      'stopMusic channelId=a',
      'stopSilence channelId=a',
      'startMusic channelId=a',
    ]);
  });

  test('in none, and we know that it hears music', () => {
    const { floor, orders } = rig();
    floor.put('a', MUSIC);
    orders();
    floor.adopt(new Map([['a', undefined]]), []);
    floor.put('a', MUSIC);
    expect(orders()).toEqual([]);
  });

  test('fallen out of the bridge where we had put it', () => {
    const { floor, orders } = rig();
    floor.put('a', room);
    orders();
    floor.adopt(new Map([['a', undefined]]), ['room']);
    floor.put('a', room);
    expect(orders()).toEqual([
      'stopMusic channelId=a',
      'stopSilence channelId=a',
      'addChannel bridgeId=room channel=a',
    ]);
  });

  test('a bridge that has gone is made again', () => {
    const { floor, orders } = rig();
    floor.openBridge('room');
    orders();
    floor.adopt(new Map(), []);
    floor.openBridge('room');
    expect(orders()).toEqual(['createBridge bridgeId=room type=mixing,proxy_media']);
  });

  test('who is muted stays so, unless the leg has gone', () => {
    const { floor, orders } = rig();
    floor.mute('a', true);
    floor.mute('b', true);
    orders();
    floor.adopt(new Map([['a', undefined]]), []);
    floor.mute('a', true);
    floor.mute('b', true);
    expect(orders()).toEqual(['mute channelId=b direction=in']);
  });
});
