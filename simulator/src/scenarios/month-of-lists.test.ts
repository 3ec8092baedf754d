import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import { recordToDial } from '@outpace/engine/calling-lists/chain.ts';
import { isDelegated } from '@outpace/engine/calling-lists/record.ts';
import type { EngineEvent } from '@outpace/engine/event.ts';
import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { liveDay } from '../shrink.ts';
import { World } from '../world.ts';
import { monthOfLists } from './month-of-lists.ts';

const small = (seed: number) => ({
  ...monthOfLists.sizeOf(seed),
  agents: 5,
  chains: 90,
  minutes: 5,
});

test('whatever a month brings into the lists and onto them, no law is broken', () => {
  for (let seed = 1; seed <= 2; seed += 1) {
    const report = liveDay(monthOfLists, seed, small(seed));
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});

test('months have clocks that change both ways, and nights that groups stay loaded in', () => {
  const changes = new Set<string>();
  let nights = 0;
  for (let seed = 1; seed <= 30; seed += 1) {
    const { startAt, mornings = [] } = monthOfLists.setUp(seed, small(seed));
    const times = [startAt, ...mornings.map(({ at }) => at)];
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    nights += mornings.filter(({ stayed }) => stayed).length;
    for (const zone of ['America/New_York', 'Europe/London', 'Australia/Lord_Howe']) {
      const [from, till] = [times.at(0), times.at(-1)].map((at = startAt) =>
        Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone),
      );
      const hours = (till?.offsetNanoseconds ?? 0) - (from?.offsetNanoseconds ?? 0);
      if (hours !== 0) changes.add(`${zone} ${hours > 0 ? 'forward' : 'back'}`);
    }
  }
  expect([...changes].sort()).toEqual([
    'America/New_York back',
    'America/New_York forward',
    'Australia/Lord_Howe back',
    'Australia/Lord_Howe forward',
    'Europe/London back',
    'Europe/London forward',
  ]);
  expect(nights).toBeGreaterThan(15);
});

test('a month has rows that come, entries of lists, and groups that are held back', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 2; seed += 1) {
    const world = new World(monthOfLists.setUp(seed, small(seed)), (event, effects, state) => {
      if (event.type === 'supervisor-command') seen.add(event.command.type);
      for (const what of delegationIn(event)) seen.add(what);
      for (const { bound } of state.index.pacing.values()) seen.add(bound);
      for (const effect of effects) {
        if (effect.type === 'save-chain' && effect.delegated !== undefined) seen.add('delegated');
        if (effect.type === 'open-attempt' && effect.chainId.includes(' of ')) seen.add('imported');
        if (effect.type === 'reply' && !effect.outcome.ok) seen.add(effect.outcome.problem.code);
      }
    });
    world.run();
  }
  for (const what of ['apply-listed', 'cancel-record', 'change-chain', 'imported', 'rate']) {
    expect([...seen]).toContain(what);
  }
  for (const what of ['delegated', 'comes back', 'is answered for']) {
    expect([...seen]).toContain(what);
  }
});

/** What becomes of a delegated chain. */
function delegationIn(event: EngineEvent): readonly string[] {
  const isOut = (chain: Chain): boolean => isDelegated(recordToDial(chain));
  if (event.type === 'chains-leased') return event.chains.some(isOut) ? ['comes back'] : [];
  if (event.type !== 'supervisor-command' || event.command.type !== 'change-chain') return [];
  const { taken } = event.command;
  return taken.kind === 'taken' && isOut(taken.chain) ? ['is answered for'] : [];
}

test('nor on its first day with the real dialer', async () => {
  const report = await new Ring2(monthOfLists.setUp(1, small(1))).run();
  expect(report.violations).toEqual([]);
});
