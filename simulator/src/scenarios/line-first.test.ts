import { expect, test } from 'vitest';
import { Ring2 } from '../ring2.ts';
import { liveDay } from '../shrink.ts';
import { assuredDay } from './assured-day.ts';
import { seizingDay } from './seizing-day.ts';

const DAYS = [assuredDay, seizingDay];

const plansOf = (day: (typeof DAYS)[number]) =>
  Array.from({ length: 60 }, (_, seed) => day.setUp(seed, day.sizeOf(seed))).flatMap(({ groups }) =>
    groups.map(({ plan }) => plan),
  );

test('every mode, delivery and kind of assurance comes up', () => {
  const plans = DAYS.flatMap(plansOf);
  const kinds = (of: (plan: (typeof plans)[number]) => string) => new Set(plans.map(of)).size;
  expect([
    kinds(({ mode }) => mode),
    kinds(({ delivery }) => delivery.kind),
    kinds(({ assured }) => assured.of),
    kinds(({ multiplier }) => String(multiplier)),
  ]).toEqual([4, 3, 3, 5]);
});

test('every fourth person is to be assured where a field says so', () => {
  const { chains } = assuredDay.setUp(1, assuredDay.sizeOf(1));
  const said = [...chains].map(({ records }) => records[0]?.fields.vip);
  expect(said.slice(0, 8)).toEqual(['yes', 'no', 'no', 'no', 'yes', 'no', 'no', 'no']);
});

test.each(DAYS)('$name: whatever fails while a line is held, no law is broken', (day) => {
  let contacts = 0;
  for (let seed = 1; seed <= 10; seed += 1) {
    const report = liveDay(day, seed, day.sizeOf(seed));
    expect([seed, report.violations]).toEqual([seed, []]);
    contacts += report.contacts;
  }
  expect(contacts).toBeGreaterThan(100);
});

test.each(DAYS)('$name: nor with the real dialer', async (day) => {
  for (let seed = 1; seed <= 3; seed += 1) {
    const report = await new Ring2(day.setUp(seed, day.sizeOf(seed))).run();
    expect([seed, report.violations]).toEqual([seed, []]);
  }
});
