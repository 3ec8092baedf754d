import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../basics/assert.ts';
import { type PhoneNumber, parsePhoneNumber } from '../basics/phone-number.ts';
import { after, hours, type Instant, instant } from '../basics/time.ts';
import type { CallerIdSet } from '../campaigns/caller-id-set.ts';
import { type CallerIdBook, hourOf, showCallerId } from './caller-ids.ts';

const NOON = instant(Date.UTC(2026, 4, 4, 12));
const LONDON = numberOf('+442079460001');
const LEEDS = numberOf('+441134960002');
const BOSTON = numberOf('+16175550103');
const SET: CallerIdSet = {
  numbers: [LONDON, LEEDS, BOSTON],
  choice: 'in-turn',
  showsMax: undefined,
  shown: [],
};

function numberOf(text: string): PhoneNumber {
  const parsed = parsePhoneNumber(text);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.value;
}

const show = (set: CallerIdSet, phones: readonly string[], at: Instant = NOON) => {
  const book: CallerIdBook = new Map();
  return phones.map((phone) => showCallerId(book, set, numberOf(phone), at));
};

const ANYBODY = ['+442079460100', '+442079460101', '+442079460102', '+442079460103'];

// biome-ignore format: a table is read in columns.
test.each<[why: string, set: Partial<CallerIdSet>, phones: readonly string[], shown: readonly (PhoneNumber | undefined)[]]>([
  ['each in its turn',                 {},                                     ANYBODY,                              [LONDON, LEEDS, BOSTON, LONDON]],
  ['the nearest by country and area',  { choice: 'nearest' },                  ['+441134960900', '+16175550900', '+442079460900'], [LEEDS, BOSTON, LONDON]],
  ['of two as near, in turn',          { choice: 'nearest', numbers: [LONDON, LEEDS] }, ['+16175550900', '+16175550901', '+16175550902'], [LONDON, LEEDS, LONDON]],
  ['who was shown enough rests',       { choice: 'nearest', showsMax: 2 },     ANYBODY,                              [LONDON, LONDON, LEEDS, LEEDS]],
  ['all rest: the least shown goes on', { numbers: [LONDON, LEEDS], showsMax: 1 }, ANYBODY,                          [LONDON, LEEDS, LONDON, LEEDS]],
  ['nothing to choose from',           { numbers: [] },                        ['+442079460100'],                    [undefined]],
])('%s', (_why, set, phones, shown) => {
  expect(show({ ...SET, ...set }, phones)).toEqual(shown);
});

test('a campaign without a set leaves it to the trunk', () => {
  expect(showCallerId(new Map(), undefined, LEEDS, NOON)).toBeUndefined();
});

describe('what was shown before', () => {
  const shown = [{ number: LONDON, hour: hourOf(NOON) - 3, count: 5 }];

  test('counts from the store, until it is a day ago', () => {
    const set = { ...SET, numbers: [LONDON, LEEDS], showsMax: 5, shown };
    expect(show(set, ANYBODY.slice(0, 2))).toEqual([LEEDS, LEEDS]);
    expect(show(set, ANYBODY.slice(0, 2), after(NOON, hours(22)))).toEqual([LONDON, LEEDS]);
  });

  test('a campaign that is read later does not count anything twice', () => {
    const book: CallerIdBook = new Map();
    const set = { ...SET, numbers: [LONDON], showsMax: 100 };
    showCallerId(book, set, LEEDS, NOON);
    const later = { ...set, shown: [{ number: LONDON, hour: hourOf(NOON), count: 1 }] };
    showCallerId(book, later, LEEDS, NOON);
    expect(must(book.get(LONDON), 'its hours').get(hourOf(NOON))).toBe(2);
  });
});

test('no number is shown more than it may while another is awake', () => {
  const gap = fc.integer({ min: 0, max: 7_200_000 });
  fc.assert(
    fc.property(fc.array(gap, { maxLength: 200 }), fc.integer({ min: 1, max: 9 }), (gaps, most) => {
      const book: CallerIdBook = new Map();
      const set = { ...SET, showsMax: most };
      const days = new Map<PhoneNumber, Instant[]>(SET.numbers.map((number) => [number, []]));
      let at: Instant = NOON;
      for (const waitMs of gaps) {
        at = instant(at + waitMs);
        const number = must(showCallerId(book, set, LEEDS, at), 'a number');
        const within = (times: readonly Instant[], length: number) =>
          times.filter((time) => time > at - hours(length)).length;
        // Hours are counted whole, so a number may rest for up to an hour longer.
        const isAllUsed = [...days.values()].every((times) => within(times, 25) >= most);
        const times = must(days.get(number), 'its shows');
        if (within(times, 24) >= most) expect(isAllUsed).toBe(true);
        times.push(at);
      }
    }),
  );
});
