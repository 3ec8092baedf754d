import { describe, expect, test } from 'vitest';
import { inBridge, MUSIC, NOWHERE } from './place.ts';
import { TestExchange } from './test-exchange.ts';

const rig = () => {
  const at = new TestExchange();
  return { floor: at.x.floor, orders: () => at.asked() };
};
const [room, other] = [inBridge('room'), inBridge('other')];

test('a bridge is made once, and the sound goes through the switch', () => {
  const { floor, orders } = rig();
  floor.openBridge('room');
  floor.openBridge('room');
  floor.put('a', room);
  expect(orders()).toEqual(['createBridge room mixing,proxy_media', 'addChannel room a']);
});

test('who is there already stays undisturbed; who moves, moves at once', () => {
  const { floor, orders } = rig();
  floor.put('a', room);
  orders();
  floor.put('a', room);
  expect(orders()).toEqual([]);
  floor.put('a', other);
  floor.put('a', MUSIC);
  floor.put('a', NOWHERE);
  expect(orders()).toEqual([
    'createBridge other mixing,proxy_media',
    'addChannel other a',
    'removeChannel other a',
    'startMusic a',
    'stopMusic a',
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
  expect(orders()).toEqual(['destroyBridge room']);
  floor.put('a', room);
  expect(orders()).toEqual(['createBridge room mixing,proxy_media', 'addChannel room a']);
});

test('who else is in a bridge', () => {
  const { floor } = rig();
  floor.put('a', room);
  floor.put('b', MUSIC);
  expect(floor.hasOthers('room', [])).toBe(true);
  expect(floor.hasOthers('room', ['a', 'b'])).toBe(false);
  floor.put('b', room);
  expect(floor.hasOthers('room', ['a'])).toBe(true);
  floor.forget('b');
  expect(floor.hasOthers('room', ['a'])).toBe(false);
});

test('all bridges at once', () => {
  const { floor, orders } = rig();
  floor.openBridge('room');
  floor.openBridge('other');
  orders();
  floor.closeAll();
  floor.closeAll();
  expect(orders()).toEqual(['destroyBridge room', 'destroyBridge other']);
});

test('what is said on a muted leg goes nowhere, and is ordered once', () => {
  const { floor, orders } = rig();
  for (const isMuted of [false, true, true, false, false]) floor.mute('a', isMuted);
  expect(orders()).toEqual(['mute a in', 'unmute a in']);
});

test('a leg that has gone leaves nothing behind: the next of its name begins anew', () => {
  const { floor, orders } = rig();
  floor.put('a', MUSIC);
  floor.mute('a', true);
  floor.forget('a');
  orders();
  floor.put('a', MUSIC);
  floor.mute('a', true);
  expect(orders()).toEqual(['startMusic a', 'mute a in']);
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
    expect(orders()).toEqual(['stopMusic a', 'startMusic a']);
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
    expect(orders()).toEqual(['stopMusic a', 'addChannel room a']);
  });

  test('in a bridge that is going to be closed, it will be in none', () => {
    const { floor, orders } = rig();
    floor.adopt(new Map([['a', 'room']]), []);
    floor.put('a', room);
    expect(orders()).toEqual(['createBridge room mixing,proxy_media', 'addChannel room a']);
  });

  test('a bridge that has gone is made again', () => {
    const { floor, orders } = rig();
    floor.openBridge('room');
    orders();
    floor.adopt(new Map(), []);
    floor.openBridge('room');
    expect(orders()).toEqual(['createBridge room mixing,proxy_media']);
  });

  test('whom the last order did not reach is muted again, or heard again, once', () => {
    const { floor, orders } = rig();
    floor.mute('a', true);
    floor.mute('gone', true);
    orders();
    floor.adopt(
      new Map([
        ['a', undefined],
        ['b', undefined],
      ]),
      [],
    );
    for (const isAgain of [false, true]) {
      floor.mute('a', true);
      floor.mute('b', false);
      floor.mute('gone', false);
      expect(orders()).toEqual(isAgain ? [] : ['mute a in', 'unmute b in']);
    }
  });
});
