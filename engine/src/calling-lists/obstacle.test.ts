import { expect, test } from 'vitest';
import { campaignId } from '../basics/ids.ts';
import { after, hours, minutes } from '../basics/time.ts';
import { chain, phone, record, START } from '../test-site.ts';
import type { Obstacle } from './obstacle.ts';
import { obstacleTo } from './obstacle.ts';
import { suppressionText } from './suppression.ts';

const dnc = new Map([[suppressionText({ kind: 'phone', phone: phone(1) }), true]]);
const clean = new Map<string, unknown>();
const used = chain(1, { records: [record(1, { attempts: 5 })] });
const night = after(START, hours(11));
const lapsed = chain(1, { leaseUntil: START });
const leased = chain(1, { leaseUntil: after(START, hours(24)) });

// biome-ignore format: a table is read in columns.
test.each<
  [
    why: string,
    of: typeof used,
    suppressed: typeof clean,
    at: typeof night,
    obstacle: Obstacle | undefined,
  ]
>([
  ['a fresh record may be dialed',            leased, clean, START, undefined],
  ['a record used up may not',                used,   clean, START, 'used-up'],
  ['a suppressed number may not',             leased, dnc,   START, 'suppressed'],
  ['nor at ten at night',                     leased, clean, night, 'window-closed'],
  ['nor without a lease',                     lapsed, clean, START, 'lease-over'],
  ['a lapsed lease hides everything else',    lapsed, dnc,   START, 'lease-over'],
  ['suppression comes before the attempts',   used,   dnc,   START, 'suppressed'],
])('%s', (_why, of, suppressed, at, obstacle) => {
  const asked = { suppressed, campaignId: campaignId('here'), attemptsMax: 5, at };
  expect(obstacleTo(of, asked)).toBe(obstacle);
});

test('the last attempt is allowed, one more is not', () => {
  const four = chain(1, { records: [record(1, { attempts: 4 })] });
  const until = after(START, minutes(1));
  const said = [5, 4].map((attemptsMax) =>
    obstacleTo(four, { suppressed: clean, campaignId: campaignId('here'), attemptsMax, at: until }),
  );
  expect(said).toEqual([undefined, 'used-up']);
});
