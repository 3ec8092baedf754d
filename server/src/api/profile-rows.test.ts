import { instant } from '@outpace/engine/basics/time.ts';
import { ProfileRow } from '@outpace/protocol/compliance.ts';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { profileRows } from './profile-rows.ts';

const at = (date: string) => instant(Date.parse(date));
const inForce = (date: string) =>
  profileRows(at(date))
    .filter((row) => row.inForce)
    .map(({ id, from }) => `${id} ${from}`);

test('of each law one is in force, as the day has it', () => {
  expect(inForce('2026-06-01')).toEqual([
    'us 2024-10-15',
    'us-debt-collection 2021-11-30',
    'uk 2017-03-01',
    'canada 2008-09-30',
    'eu 2023-03-01',
  ]);
  expect(inForce('2017-01-01')).toContain('uk 2008-10-31');
});

test('every row is as the API says, with the hours and limits of its regions', () => {
  const rows = profileRows(at('2026-06-01'));
  const schema = Compile(ProfileRow);
  expect(rows.filter((row) => !schema.Check(row))).toEqual([]);
  const [us] = rows;
  const named = us?.hours.map(({ id, region }) => [id, region]);
  expect(named?.[0]).toEqual(['us-hours', null]);
  expect(named).toContainEqual(['us-fl-hours', 'US-FL']);
  expect(us?.limits.map(({ region, id }) => [region, id])).toContainEqual([
    'US-OK',
    'us-ok-three-a-day',
  ]);
});
