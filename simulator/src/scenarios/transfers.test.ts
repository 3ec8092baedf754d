import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { World } from '../world.ts';
import { transfers } from './transfers.ts';

const small = (seed: number) => ({ ...transfers.sizeOf(seed), agents: 5, chains: 40, minutes: 15 });

test('whoever is called in, and whatever fails meanwhile, no law is broken', () => {
  const seen = new Map<string, number>();
  for (let seed = 1; seed <= 5; seed += 1) {
    const report = new World(transfers.setUp(seed, small(seed)), (event) => {
      const to = 'agentId' in event && event.agentId !== undefined ? 'agent' : 'number';
      const word = event.type === 'call-transferred' ? `to ${to}` : wordOf(event);
      seen.set(word, (seen.get(word) ?? 0) + 1);
    }).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
  // Every way in and out has been taken.
  const least = ['answered', 'ended', 'to agent', 'to number', 'complete-conference', 'talk-with'];
  expect(least.filter((word) => (seen.get(word) ?? 0) === 0)).toEqual([]);
});

function wordOf(event: object): string {
  if ('state' in event) return `${event.state}`;
  const command = 'command' in event ? event.command : undefined;
  return typeof command === 'object' && command !== null && 'type' in command
    ? `${command.type}`
    : '';
}

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 2; seed += 1) {
    const report = await new Ring2(transfers.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
