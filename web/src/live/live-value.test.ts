import { expect, test } from 'vitest';
import { LiveValue } from './live-value.ts';

function arrange() {
  const log: string[] = [];
  const alarms: (() => void)[] = [];
  const value = new LiveValue(
    { name: 'Ana', calls: 0 },
    {
      join: () => log.push('join'),
      leave: () => log.push('leave'),
      schedule: (run) => {
        alarms.push(run);
        return () => void alarms.splice(alarms.indexOf(run), 1);
      },
    },
  );
  return { log, alarms, value };
}

test('it is joined once for all who look on, and left some time after the last', () => {
  const { log, alarms, value } = arrange();
  const stops = [value.subscribe(() => undefined), value.subscribe(() => undefined)];
  expect(log).toEqual(['join']);
  for (const stop of stops) stop();
  expect(log).toEqual(['join']);
  alarms[0]?.();
  expect(log).toEqual(['join', 'leave']);
  value.subscribe(() => undefined);
  expect(log).toEqual(['join', 'leave', 'join']);
});

test('who comes back in time keeps the connection', () => {
  const { log, alarms, value } = arrange();
  value.subscribe(() => undefined)();
  value.subscribe(() => undefined);
  expect(alarms).toEqual([]);
  expect(log).toEqual(['join']);
});

test('a change is a new value, told to all, with everything else as it was', () => {
  const { value } = arrange();
  const before = value.current();
  const seen: unknown[] = [];
  value.subscribe(() => seen.push(value.current()));
  value.change({ calls: 1 });
  expect(seen).toEqual([{ name: 'Ana', calls: 1 }]);
  expect(before).toEqual({ name: 'Ana', calls: 0 });
});
