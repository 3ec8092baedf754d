import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, type LineEvent, type LineOrder, lineAfter } from './line.ts';

const off: Line = { phase: 'off' };
const registered: Line = { phase: 'registered' };
const lost: Line = { phase: 'lost' };
const noPhones: Line = { phase: 'no-phones' };
const fetching = (refusals: number): Line => ({ phase: 'fetching', refusals });
const connecting = (refusals: number): Line => ({ phase: 'connecting', refusals });
const waiting = (refusals: number): Line => ({ phase: 'waiting', refusals });

const fetch: LineOrder = { type: 'fetch-settings' };
const signIn: LineOrder = { type: 'sign-in' };
const register: LineOrder = { type: 'register' };
const signOut: LineOrder = { type: 'sign-out' };
const cancel: LineOrder = { type: 'cancel-alarm' };
const alarm = (afterMs: number): LineOrder => ({ type: 'set-alarm', afterMs });

// biome-ignore format: a table is read in columns.
test.each<[why: string, line: Line, event: LineEvent, then: Line, orders: readonly LineOrder[]]>([
  ['the phone is wanted: what do we sign in with?',     off,            'opened',      fetching(0),   [fetch]],
  ['an old answer means nothing to a closed phone',     off,            'settings',    off,           []],
  ['with these',                                        fetching(0),    'settings',    connecting(0), [signIn]],
  ['the server cannot be asked: again in a second',     fetching(0),    'no-settings', waiting(1),    [alarm(1_000)]],
  ['and again, twice as late',                          fetching(1),    'no-settings', waiting(2),    [alarm(2_000)]],
  ['but never later than a quarter of a minute',        fetching(40),   'no-settings', waiting(41),   [alarm(15_000)]],
  ['a switch without phones: that is an answer',        fetching(0),    'no-phones',   noPhones,      [signOut]],
  ['which may be another one after a while',            noPhones,       'woken',       fetching(0),   [fetch]],
  ['the switch takes us',                               connecting(3),  'registered',  registered,    []],
  ['the library connects again by itself',              connecting(1),  'lost',        connecting(1), []],
  ['the password is an old one: fetch another at once', connecting(0),  'refused',     fetching(1),   [fetch]],
  ['the new one is refused too: wait',                  connecting(1),  'refused',     waiting(2),    [alarm(2_000)]],
  ['the time is over: ask again',                       waiting(2),     'alarm',       fetching(2),   [fetch]],
  ['somebody came back: do not make them wait',         waiting(4),     'woken',       fetching(4),   [cancel, fetch]],
  ['the socket is cut',                                 registered,     'lost',        lost,          []],
  ['the library has connected again',                   lost,           'registered',  registered,    []],
  ['the server was restarted meanwhile',                lost,           'refused',     fetching(1),   [fetch]],
  ['another shift has begun',                           registered,     'refused',     fetching(1),   [fetch]],
  ['a laptop was opened: is the switch still there?',   registered,     'woken',       registered,    [register]],
  ['no alarm is set while registered',                  registered,     'alarm',       registered,    []],
  ['log off while registered',                          registered,     'closed',      off,           [cancel, signOut]],
  ['log off while waiting',                             waiting(2),     'closed',      off,           [cancel, signOut]],
  ['closing twice',                                     off,            'closed',      off,           []],
])('%s', (_why, line, event, then, orders) => {
  expect(lineAfter(line, event)).toEqual({ line: then, orders });
});

const EVENTS: readonly LineEvent[] = [
  'opened',
  'settings',
  'no-phones',
  'no-settings',
  'registered',
  'lost',
  'refused',
  'woken',
  'alarm',
];

test('an open line always has somebody who moves it on: an alarm, a fetch, or the library', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
      let { line } = lineAfter(off, 'opened');
      let isFetching = true;
      let isAlarmed = false;
      for (const event of events) {
        // Nobody rings an alarm that is not set, or answers what was not asked.
        if (event === 'alarm' && !isAlarmed) continue;
        if (event === 'alarm') isAlarmed = false;
        const isAnswer = event === 'settings' || event === 'no-settings' || event === 'no-phones';
        if (isAnswer && !isFetching) continue;
        if (isAnswer) isFetching = false;
        const step = lineAfter(line, event);
        line = step.line;
        for (const { type } of step.orders) {
          if (type === 'fetch-settings') isFetching = true;
          if (type === 'set-alarm') isAlarmed = true;
          if (type === 'cancel-alarm') isAlarmed = false;
        }
        if (line.phase === 'fetching') expect(isFetching).toBe(true);
        if (line.phase === 'waiting') expect(isAlarmed).toBe(true);
        expect(line.phase).not.toBe('off');
      }
    }),
  );
});
