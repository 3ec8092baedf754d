import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { timedPacer, timesOf } from './timed-pacer.ts';

test('decisions and events from an instant on are timed', () => {
  let now = 0;
  const slowPacer = {
    observe: () => {
      now += 0.5;
    },
    decide: ({ free }: { free: number }) => {
      now += free;
      return { open: free, takeBack: [] };
    },
  };
  const { pacer, watch } = timedPacer(slowPacer, 100, () => now);
  const counts = { waiting: 0, inAir: 0, portsFree: 0, recordsFree: 0 };
  const decide = (at: number, free: number) => pacer.decide({ ...counts, at: instant(at), free });
  expect(decide(99, 5).open).toBe(5);
  decide(100, 3);
  pacer.observe({ type: 'tick', at: instant(99) });
  pacer.observe({ type: 'tick', at: instant(101) });
  expect(watch).toEqual({ decisions: [3], events: [0.5] });
});

test('of several rounds each decision counts at its fastest', () => {
  const upTo = Array.from({ length: 100 }, (_, index) => (index + 1) / 1_000);
  const rounds = [
    { decisions: upTo.with(7, 9), events: [0.001, 0.009] },
    { decisions: upTo.with(99, 9), events: [0.002, 0.003] },
  ];
  const { decisions, ...times } = timesOf(rounds);
  expect(decisions).toBe(100);
  expect(Object.values(times).map(Math.round)).toEqual([51, 100, 100, 2]);
});

test('without a decision there is nothing to tell', () => {
  const nothing = { decisions: 0, median: 0, slow: 0, slowest: 0, event: 0 };
  expect(timesOf([{ decisions: [], events: [] }])).toEqual(nothing);
});
