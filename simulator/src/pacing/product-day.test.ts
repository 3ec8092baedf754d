import { expect, test } from 'vitest';
import { floorScenario } from './floor-scenarios.ts';
import { forProduct, productDay } from './product-day.ts';

const short = forProduct({ ...floorScenario('ordinary-5'), hours: 0.4 });

test('a day of the floor is lived by the whole product, and breaks none of its laws', () => {
  const day = productDay({ scenario: short, seed: 1, share: 0.03, isChecked: true });
  const { busyMs, readyMs, awayMs, people, contacts, dials } = day;
  // Five agents who come within two minutes and take no break.
  expect((busyMs + readyMs) / 60_000).toBeCloseTo(5 * 24 - 4, 1);
  expect(awayMs).toBe(0);
  expect(contacts).toBeGreaterThan(25);
  expect(people).toBeGreaterThan(20);
  expect(dials).toBeGreaterThan(3 * contacts);
});

test('the same seed is the same day, and agents take the breaks of the floor', () => {
  const scenario = {
    ...short,
    hours: 0.25,
    staffing: {
      loginsMs: 0,
      breaks: [
        {
          fromHour: 0.1,
          toHour: 0.1,
          length: { kind: 'fixed', ms: 60_000 },
          team: [0, 1],
        } as const,
      ],
    },
  };
  const live = () => productDay({ scenario, seed: 2, share: 0.03 });
  const day = live();
  expect(day).toEqual(live());
  expect(day.awayMs).toBeGreaterThan(3 * 60_000);
  expect(day.awayMs).toBeLessThanOrEqual(5 * 60_000);
});

test('the clock of the law runs from the answer, as long on average as on the floor', () => {
  expect(forProduct(floorScenario('A-10')).deadline).toEqual(floorScenario('A-10').deadline);
  expect(short.deadline).toMatchObject({ from: 'answer', graceMs: 3_100 });
  expect(forProduct(floorScenario('detection-5')).deadline.graceMs).toBe(4_400);
  expect(short.lists).toMatchObject([{ records: 1_200 }]);
  expect(() => forProduct(floorScenario('short-lists-5'))).toThrow('mixes its lists');
});

test('the watch is shown every step of the shift', () => {
  const ats: number[] = [];
  const scenario = { ...short, hours: 0.1 };
  const watch = ({ now }: { readonly now: number }) => void ats.push(now);
  productDay({ scenario, seed: 1, share: 0.03, watch });
  expect(ats.length).toBeGreaterThan(50);
  expect(Math.max(...ats) - Math.min(...ats)).toBeLessThan(0.1 * 3_600_000);
});
