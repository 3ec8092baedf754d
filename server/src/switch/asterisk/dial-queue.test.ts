import { after, millis, seconds } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { DialQueue } from './dial-queue.ts';
import { TestTimers, TRUNK } from './test-exchange.ts';
import { TrunkPool } from './trunk-pool.ts';

function opened(more: Partial<typeof TRUNK> = {}) {
  const timers = new TestTimers();
  const queue = new DialQueue(new TrunkPool([{ ...TRUNK, callsPerSecond: 1, ...more }]), timers);
  const story: string[] = [];
  const submit = (legId: string, patienceMs = 20_000): void =>
    queue.submit({
      legId,
      until: after(timers.now(), millis(patienceMs)),
      onTrunk: ({ name }) => story.push(`${legId} by ${name}`),
      onRefused: (result) => story.push(`${legId} ${result}`),
    });
  return { timers, queue, story, submit };
}

test('legs go out in their order, at the pace of the trunk', () => {
  const { timers, story, submit } = opened();
  for (const leg of ['one', 'two', 'three']) submit(leg);
  expect(story).toEqual(['one by carrier']);
  timers.pass(seconds(1));
  expect(story).toEqual(['one by carrier', 'two by carrier']);
  timers.pass(seconds(1));
  expect(story.at(-1)).toBe('three by carrier');
});

test('who would have to wait too long is refused', () => {
  const { timers, story, submit } = opened();
  for (const leg of ['one', 'two', 'three', 'four']) submit(leg);
  timers.pass(seconds(5));
  expect(story.at(-1)).toBe('four no-free-port');
});

test('nobody is dialed after their time', () => {
  const { story, submit } = opened();
  submit('one');
  submit('two', 500);
  expect(story).toEqual(['one by carrier', 'two no-free-port']);
});

test('without a free channel nobody waits', () => {
  const { story, submit } = opened({ callsPerSecond: 100, channels: 1 });
  submit('one');
  submit('two');
  expect(story).toEqual(['one by carrier', 'two all-trunks-busy']);
});

test('a channel is used again when its leg has gone', () => {
  const { queue, story, submit } = opened({ callsPerSecond: 100, channels: 1 });
  submit('one');
  queue.release('one');
  submit('two');
  expect(story).toEqual(['one by carrier', 'two by carrier']);
});

test('who was withdrawn is not dialed', () => {
  const { timers, queue, story, submit } = opened();
  submit('one');
  submit('two');
  expect(queue.withdraw('two')).toBe(true);
  expect(queue.withdraw('two')).toBe(false);
  expect(queue.withdraw('one')).toBe(false);
  timers.pass(seconds(5));
  expect(story).toEqual(['one by carrier']);
});

test('more than would ever come to their turn are refused at once', () => {
  const { story, submit } = opened();
  for (let index = 0; index < 300; index += 1) submit(`leg-${index}`);
  expect(story.filter((line) => line.endsWith('no-free-port'))).toHaveLength(99);
});

test('all are refused when the switch is lost', () => {
  const { timers, queue, story, submit } = opened();
  submit('one');
  submit('two');
  queue.refuseAll('switch-error');
  timers.pass(seconds(5));
  expect(story).toEqual(['one by carrier', 'two switch-error']);
});
