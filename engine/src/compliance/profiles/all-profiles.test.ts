import { expect, test } from 'vitest';
import { instant } from '../../basics/time.ts';
import { rulesOf } from '../campaign-rules.ts';
import { PROFILE_IDS, type ProfileId } from '../profile.ts';
import { PROFILES, profileAt } from './all-profiles.ts';

const at = (date: string) => instant(Date.parse(date));

// biome-ignore format: a table is read in columns.
test.each<[id: ProfileId, date: string, from: string, retentionDays: number]>([
  ['us',     '2026-06-01', '2024-10-15', 1_826],
  ['us',     '2024-10-15', '2024-10-15', 1_826],
  ['us',     '2024-10-14', '1995-12-31', 730],
  // Before everything that is known, the oldest.
  ['us',     '1990-01-01', '1995-12-31', 730],
  ['uk',     '2026-06-01', '2017-03-01', 180],
  ['uk',     '2017-02-28', '2008-10-31', 180],
  ['canada', '2026-06-01', '2008-09-30', 1_095],
  ['eu',     '2026-06-01', '2023-03-01', 365],
])('%s at %s is the one of %s', (id, date, from, retentionDays) => {
  expect(profileAt(id, at(date))).toMatchObject({ id, from, retentionDays });
});

test('every law that can be named has a profile, the newest first', () => {
  for (const id of PROFILE_IDS) {
    const own = PROFILES.filter((profile) => profile.id === id).map(({ from }) => from);
    expect(own.length).toBeGreaterThan(0);
    expect(own).toEqual(own.toSorted().toReversed());
  }
});

test.each(PROFILES)('$id of $from says where it stands and keeps its own bounds', (profile) => {
  expect(profile.sources.length).toBeGreaterThan(0);
  for (const { url } of profile.sources) expect(url).toMatch(/^https:\/\//);
  expect(profile.abandonment.shareMax).toBeLessThanOrEqual(0.05);
  expect(profile.ringMsMin).toBeGreaterThanOrEqual(15_000);
  expect(profile.hours.days).toHaveLength(7);
  const regions = Object.values(profile.regions);
  for (const { hours } of regions) expect(hours?.days ?? profile.hours.days).toHaveLength(7);
  const limits = [...profile.limits, ...regions.flatMap((region) => region.limits ?? [])];
  expect(new Set(limits.map(({ id }) => id)).size).toBe(limits.length);
  expect(rulesOf(profile).size).toBeGreaterThanOrEqual(limits.length + 1);
});
