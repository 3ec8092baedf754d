import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type { CampaignGroupRow } from '@outpace/protocol/campaigns.ts';
import { expect, test } from 'vitest';
import { parseGroupId } from '../live/parse-ids.ts';
import { chosenEntry, groupEntries } from './group-entries.ts';

const configured = (id: string, name: string): CampaignGroupRow => ({
  id,
  name,
  version: 1,
  campaignId: 'c1',
  campaignName: 'Renewals',
  agentGroupId: 'g1',
  agentGroupName: 'Mornings',
  mode: 'progressive',
  multiplier: 1,
  assured: { of: 'nobody' },
  staffing: { priority: 1, agentsMin: 0, agentsMax: null },
});

const loaded = (id: string, name: string, phase: SessionRow['phase']) =>
  ({
    groupId: parseGroupId(id),
    groupName: name,
    campaignName: 'Renewals',
    agentGroupName: 'Mornings',
    mode: 'predictive',
    multiplier: 2,
    phase,
  }) as SessionRow;

test('groups are listed by name, whether loaded or not', () => {
  const entries = groupEntries(
    [configured('b', 'Winter'), configured('a', 'Summer')],
    [loaded('b', 'Winter', 'running')],
  );
  expect(entries.map(({ name, mode, multiplier }) => [name, mode, multiplier])).toEqual([
    ['Summer', 'progressive', 1],
    ['Winter', 'predictive', 2],
  ]);
});

test('a loaded group that is no longer set up can still be taken down', () => {
  const entries = groupEntries([], [loaded('x', 'Old', 'active')]);
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({ groupId: 'x', name: 'Old', agentGroupId: undefined });
});

test('the address chooses; without one, a running group does', () => {
  const entries = groupEntries(
    [configured('a', 'A'), configured('b', 'B')],
    [loaded('b', 'B', 'running')],
  );
  expect(chosenEntry(entries, 'a')?.name).toBe('A');
  expect(chosenEntry(entries, undefined)?.name).toBe('B');
  expect(chosenEntry(entries, 'gone')).toBeUndefined();
  expect(chosenEntry(groupEntries([configured('a', 'A')], []), undefined)?.name).toBe('A');
});
