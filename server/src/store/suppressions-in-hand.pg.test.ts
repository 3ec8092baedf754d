import { must } from '@outpace/engine/basics/assert.ts';
import { callingListId, campaignId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { SuppressionScope } from '@outpace/engine/calling-lists/suppression.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addEntries, insertSuppressionList } from './suppression-lists.ts';
import {
  allInHand,
  campaignsOf,
  noLongerListed,
  scopesOfList,
  standingInHand,
} from './suppressions-in-hand.ts';
import { addCampaigns, addChain, granted, openTestList, type TestSite } from './test-site.ts';

const EVERYBODY: SuppressionScope = { kind: 'everybody' };
const LIST: SuppressionScope = { kind: 'calling-list', listId: callingListId('l-1') };
const campaign = (id: string): SuppressionScope => ({
  kind: 'campaign',
  campaignId: campaignId(id),
});
const number = (text: string) => {
  const parsed = parsePhoneNumber(text);
  return { kind: 'phone', phone: must(parsed.ok ? parsed.value : undefined, text) } as const;
};
const HELD = number('+12125550142');
const FREE = number('+12125550143');
let place: TestSite;

beforeAll(async () => {
  place = await openTestList();
  await addCampaigns(place);
  const { pool, site } = place;
  const chain = await addChain(pool, site, { listId: 'l-1', phones: [HELD.phone] });
  await pool.query(
    `insert into leases (site, chain_id, group_id, epoch, until, rank)
     values ($1, $2, 'g', 1, now(), 3)`,
    [site, chain],
  );
  await addList('all', {});
  await addList('list', { callingListId: 'l-1' });
  await addList('campaigns', { campaignIds: ['c-1', 'c-2'] });
});
afterAll(() => place.drop());

async function addList(id: string, scope: { callingListId?: string; campaignIds?: string[] }) {
  const { pool, site } = place;
  const about = { id, name: id, callingListId: null, endsAt: null, by: 'sue' };
  await insertSuppressionList(pool, site, { ...about, ...scope });
  const added = { keys: [HELD, FREE], endsAt: null, by: 'sue' };
  await place.write(async (db) => granted(await addEntries(db, site, id, added)));
}

// biome-ignore format: a table is read in columns.
test.each<[id: string, scopes: readonly SuppressionScope[]]>([
  ['all',       [EVERYBODY]],
  ['list',      [LIST]],
  ['campaigns', [campaign('c-1'), campaign('c-2')]],
  ['gone',      []],
])('whose calls a list is against: %s', async (id, scopes) => {
  expect(await scopesOfList(place.pool, place.site, id)).toEqual(scopes);
});

test('of a scope everything is told that concerns who is leased, and no more', async () => {
  const scopes = [LIST, campaign('c-2')];
  const told = await allInHand(place.pool, place.site, scopes);
  expect(told).toHaveLength(2);
  for (const scope of scopes) expect(told).toContainEqual({ key: HELD, scope, until: undefined });
});

test('a key that no list has in a scope is over there', async () => {
  const { pool, site } = place;
  const scopes = [EVERYBODY, campaign('c-3')];
  const told = await standingInHand(pool, site, scopes, [HELD, FREE]);
  expect(told).toContainEqual({ key: HELD, scope: EVERYBODY, until: undefined });
  expect(told).toContainEqual({ key: HELD, scope: campaign('c-3'), until: 0 });
  expect(told).toHaveLength(2);
  expect(await noLongerListed(pool, site, scopes, [FREE])).toEqual([
    { key: FREE, scope: campaign('c-3'), until: 0 },
  ]);
});

test('the campaigns among scopes', () => {
  expect(campaignsOf([EVERYBODY, LIST, campaign('c-1')])).toEqual(['c-1']);
});
