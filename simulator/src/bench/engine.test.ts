import { expect, test } from 'vitest';
import { measure } from './engine.ts';

test('the benchmark of the engine replays a whole site', () => {
  const { events, eventsPerSecond } = measure(5, 10);
  expect(events).toBeGreaterThan(200);
  expect(eventsPerSecond).toBeGreaterThan(100);
});
