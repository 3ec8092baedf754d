import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { World } from '../world.ts';
import { manualDay } from './manual-day.ts';

const small = (seed: number) => ({ ...manualDay.sizeOf(seed), agents: 6, chains: 60, minutes: 25 });

test('calls by hand happen, are refused, and break no law', () => {
  const seen = { made: 0, refused: new Set<string>(), accepted: 0 };
  for (let seed = 1; seed <= 16; seed += 1) {
    const setup = manualDay.setUp(seed, small(seed));
    const world = new World(setup, (event) => {
      const command = event.type === 'agent-command' ? event.command.type : '';
      if (command === 'accept-internal-call') seen.accepted += 1;
      if (event.type !== 'number-leased') return;
      if (event.found.kind === 'chain') seen.made += 1;
      else seen.refused.add(event.found.kind);
    });
    expect([seed, world.run().violations]).toEqual([seed, []]);
  }
  expect(seen.made).toBeGreaterThan(50);
  expect(seen.accepted).toBeGreaterThan(20);
  expect([...seen.refused].toSorted()).toEqual(['in-use', 'store-failed', 'suppressed']);
});

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 4; seed += 1) {
    const report = await new Ring2(manualDay.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
