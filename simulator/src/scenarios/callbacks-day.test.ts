import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { liveDay } from '../shrink.ts';
import { World } from '../world.ts';
import { callbacksDay } from './callbacks-day.ts';

const small = (seed: number) => ({
  ...callbacksDay.sizeOf(seed),
  agents: 5,
  chains: 60,
  minutes: 60,
});

test('whatever is promised, called again and taken back, no law is broken', () => {
  for (let seed = 1; seed <= 6; seed += 1) {
    const report = liveDay(callbacksDay, seed, small(seed));
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});

test('a day has recalls, promises and what comes of them', () => {
  const seen = new Map<string, number>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);
  for (let seed = 1; seed <= 12; seed += 1) {
    const world = new World(callbacksDay.setUp(seed, small(seed)), (event) => {
      if (event.type === 'agent-command') count(event.command.type);
      if (event.type === 'supervisor-command') count(event.command.type);
      if (event.type !== 'chains-leased') return;
      for (const chain of event.chains) count(chain.records[chain.position]?.type ?? 'none');
    });
    world.run();
  }
  const often = ['recall', 'personal-callback', 'campaign-callback'];
  for (const what of often) expect([what, (seen.get(what) ?? 0) > 3]).toEqual([what, true]);
  const now = ['personal-rescheduled', 'suppress', 'cancel-record', 'change-callback'];
  for (const what of now) expect([what, (seen.get(what) ?? 0) > 0]).toEqual([what, true]);
});

test('promises are changed from outside, also while they are offered, leased and dialed', () => {
  const seen = new Set<string>();
  for (let seed = 1; seed <= 12; seed += 1) {
    const world = new World(callbacksDay.setUp(seed, small(seed)), (event, effects) => {
      if (event.type !== 'supervisor-command') return;
      const { command } = event;
      if (command.type !== 'change-callback' && command.type !== 'cancel-record') return;
      const what = command.type === 'change-callback' ? command.change.type : command.type;
      for (const effect of effects) {
        if (effect.type !== 'reply') continue;
        const answer = effect.outcome.ok ? 'done' : effect.outcome.problem.code;
        seen.add(`${what} ${command.taken.kind} ${answer}`);
      }
    });
    world.run();
  }
  // Waiting in the store, waiting in hand, and crossing what was done meanwhile.
  for (const what of ['move', 'hand-over', 'cancel-record']) {
    expect([...seen]).toContain(`${what} taken done`);
    expect([...seen]).toContain(`${what} in-use done`);
  }
  expect([...seen]).toContain('cancel taken done');
  expect([...seen].filter((what) => what.endsWith('_BUSY'))).not.toEqual([]);
});

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 3; seed += 1) {
    const report = await new Ring2(callbacksDay.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
