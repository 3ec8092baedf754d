import type { Effect } from '@outpace/engine/effect.ts';
import type { SupervisorCommand } from '@outpace/engine/event.ts';
import { beforeAll, describe, expect, test } from 'vitest';
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

describe('days', () => {
  /** How often what was ordered, and what was leased. */
  const seen = new Map<string, number>();
  /** What came of changes from outside. */
  const answers = new Set<string>();
  const count = (what: string) => seen.set(what, (seen.get(what) ?? 0) + 1);

  beforeAll(() => {
    for (let seed = 1; seed <= 12; seed += 1) {
      const world = new World(callbacksDay.setUp(seed, small(seed)), (event, effects) => {
        if (event.type === 'agent-command') count(event.command.type);
        if (event.type === 'supervisor-command') {
          count(event.command.type);
          for (const answer of answersTo(event.command, effects)) answers.add(answer);
        }
        if (event.type !== 'chains-leased') return;
        for (const chain of event.chains) count(chain.records[chain.position]?.type ?? 'none');
      });
      world.run();
    }
  }, 300_000);

  test('have recalls, promises and what comes of them', () => {
    const often = ['recall', 'personal-callback', 'campaign-callback'];
    for (const what of often) expect([what, (seen.get(what) ?? 0) > 3]).toEqual([what, true]);
    const now = ['personal-rescheduled', 'suppress', 'cancel-record', 'change-callback'];
    for (const what of now) expect([what, (seen.get(what) ?? 0) > 0]).toEqual([what, true]);
  });

  test('have promises that are changed from outside, offered, leased or dialed', () => {
    // Waiting in the store, waiting in hand, and crossing what was done meanwhile.
    for (const what of ['move', 'hand-over', 'cancel-record']) {
      expect([...answers]).toContain(`${what} taken done`);
      expect([...answers]).toContain(`${what} in-use done`);
    }
    expect([...answers]).toContain('cancel taken done');
    expect([...answers].filter((what) => what.endsWith('_BUSY'))).not.toEqual([]);
  });
});

function answersTo(command: SupervisorCommand, effects: readonly Effect[]): readonly string[] {
  if (command.type !== 'change-callback' && command.type !== 'cancel-record') return [];
  const what = command.type === 'change-callback' ? command.change.type : command.type;
  return effects.flatMap((effect) => {
    if (effect.type !== 'reply') return [];
    const answer = effect.outcome.ok ? 'done' : effect.outcome.problem.code;
    return [`${what} ${command.taken.kind} ${answer}`];
  });
}

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 3; seed += 1) {
    const report = await new Ring2(callbacksDay.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
