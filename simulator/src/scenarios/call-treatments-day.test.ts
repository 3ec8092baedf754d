import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { liveDay } from '../shrink.ts';
import { callTreatmentsDay } from './call-treatments-day.ts';

const plans = Array.from({ length: 60 }, (_, seed) =>
  callTreatmentsDay.setUp(seed, callTreatmentsDay.sizeOf(seed)),
).flatMap(({ groups }) => groups.map(({ plan }) => plan));

test('every treatment of every verdict comes up in every mode', () => {
  const modes = new Set(plans.map(({ mode, assured }) => `${mode} ${assured.of}`));
  expect(modes.size).toBe(6);
  const cells = plans.flatMap(({ voice }) =>
    Object.entries(voice.cpd.callTreatments).map(([verdict, { kind }]) => `${verdict} ${kind}`),
  );
  expect(new Set(cells).size).toBe(4 + 3 + 4);
  expect(cells).not.toContain('fax message');
});

const small = (seed: number) => {
  const size = callTreatmentsDay.sizeOf(seed);
  return { ...size, agents: 5, chains: 70, minutes: 15 };
};

test('whatever becomes of machines, no law is broken', () => {
  let contacts = 0;
  for (let seed = 1; seed <= 8; seed += 1) {
    const report = liveDay(callTreatmentsDay, seed, small(seed));
    expect([seed, report.violations]).toEqual([seed, []]);
    contacts += report.contacts;
  }
  expect(contacts).toBeGreaterThan(60);
});

test('nor with the real dialer', async () => {
  for (let seed = 1; seed <= 3; seed += 1) {
    const report = await new Ring2(callTreatmentsDay.setUp(seed, small(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
