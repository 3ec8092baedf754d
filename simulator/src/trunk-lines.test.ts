import { attemptId } from '@outpace/engine/basics/ids.ts';
import { instant, seconds } from '@outpace/engine/basics/time.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { TrunkLines } from './trunk-lines.ts';
import { VirtualClock } from './virtual-clock.ts';

function lines(callsPerSecond: number, channels = 10) {
  const clock = new VirtualClock(instant(0));
  const seen: string[] = [];
  const trunks = new TrunkLines([{ name: 'carrier', callsPerSecond, channels }], {
    now: () => clock.now(),
    later: (wait, run) => clock.after(wait, run),
    onTrunk: ({ attemptId: id }, trunk) => seen.push(`${id} on ${trunk} at ${clock.now()}`),
    onRefused: ({ attemptId: id }, result) => seen.push(`${id} ${result}`),
  });
  const dial = (name: string): void =>
    trunks.call({
      type: 'originate',
      attemptId: attemptId(name),
      phone: phone(1),
      callerId: undefined,
      giveUpAt: instant(clock.now() + seconds(20)),
      detect: undefined,
      message: 'sorry',
    });
  const run = (): readonly string[] => {
    while (clock.jump());
    return seen;
  };
  const at = (ms: number, what: () => void): void => clock.after(seconds(ms / 1_000), what);
  return { trunks, dial, run, at, seen };
}

test('calls go out as the rate lets them, after what an earlier process may have started', () => {
  const { trunks, dial, run } = lines(1);
  trunks.open([]);
  dial('a');
  dial('b');
  expect(run()).toEqual(['a on carrier at 1000', 'b on carrier at 2000']);
});

test('what waits too long is refused, and what is withdrawn is never dialed', () => {
  const { trunks, dial, run } = lines(1);
  trunks.open([]);
  for (const name of ['a', 'b', 'c', 'd']) dial(name);
  expect(trunks.withdraw(attemptId('b'))).toBe(true);
  expect(trunks.withdraw(attemptId('b'))).toBe(false);
  expect(run()).toEqual(['a on carrier at 1000', 'c on carrier at 2000', 'd no-free-port']);
});

test('what waited when its process died is never dialed, and nobody is told', () => {
  const { trunks, dial, run } = lines(1);
  trunks.open([]);
  dial('a');
  trunks.die();
  dial('b');
  expect(trunks.withdraw(attemptId('a'))).toBe(false);
  expect(run()).toEqual([]);
});

test('a lost switch refuses whoever waits', () => {
  const { trunks, dial, run } = lines(1);
  trunks.open([]);
  dial('a');
  trunks.lose();
  expect(run()).toEqual(['a switch-error']);
});

test('channels are taken until their call has ended, whoever began it', () => {
  const { trunks, dial, run, at } = lines(100, 1);
  trunks.open([]);
  dial('a');
  at(2_000, () => dial('b'));
  at(3_000, () => trunks.open([attemptId('a')]));
  at(5_000, () => dial('c'));
  at(6_000, () =>
    trunks.hear([{ type: 'call-ended', attemptId: attemptId('a'), result: 'answer' }]),
  );
  at(7_000, () => dial('d'));
  const ended = ['b all-trunks-busy', 'c all-trunks-busy', 'd on carrier at 7000'];
  expect(run()).toEqual(['a on carrier at 1000', ...ended]);
});

test('the destination of a call that is handed on takes a line of its own', () => {
  const { trunks, dial, run, at, seen } = lines(10, 2);
  trunks.open([]);
  dial('a');
  const to = { attemptId: attemptId('a'), to: '+12025550199' };
  at(2_000, () => trunks.call({ type: 'hand-on', ...to, giveUpAt: instant(30_000) }));
  at(3_000, () => dial('b'));
  at(4_000, () => {
    trunks.hear([{ type: 'consultation', attemptId: attemptId('a'), state: 'ended' }]);
    dial('c');
  });
  run();
  expect(seen).toEqual([
    'a on carrier at 1000',
    'a on carrier at 2000',
    'b all-trunks-busy',
    'c on carrier at 4000',
  ]);
});

test('a destination that waits for its line is not called when the call is hung up', () => {
  const { trunks, dial, run, at, seen } = lines(1);
  trunks.open([]);
  dial('a');
  const to = { attemptId: attemptId('a'), to: '+12025550199' };
  at(1_100, () => trunks.call({ type: 'hand-on', ...to, giveUpAt: instant(30_000) }));
  at(1_200, () => trunks.withdraw(attemptId('a')));
  run();
  expect(seen).toEqual(['a on carrier at 1000']);
});
