import { must } from '@outpace/engine/basics/assert.ts';
import { type ChainId, campaignId } from '@outpace/engine/basics/ids.ts';
import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asOwner, type Statements, takeOwnership } from './ownership.ts';
import {
  suppressedAmong,
  suppressedInList,
  suppressedOfChains,
  suppressedOfKeys,
} from './suppression-facts.ts';
import { addEntries, insertSuppressionList } from './suppression-lists.ts';
import { addCampaigns, addChain, granted, openTestList, type TestSite } from './test-site.ts';

const LATER = '2999-01-01T00:00:00.000Z';
const LAST = '2999-06-01T00:00:00.000Z';
const phoneOf = (text: string) => {
  const parsed = parsePhoneNumber(text);
  return must(parsed.ok ? parsed.value : undefined, text);
};
const HOME = phoneOf('+12125550142');
const MOBILE = phoneOf('+12125550143');
const home = { kind: 'phone', phone: HOME } as const;
const mobile = { kind: 'phone', phone: MOBILE } as const;
const customer = { kind: 'customer', customerId: 'c1' } as const;

let place: TestSite;
let chain: ChainId;
beforeAll(async () => {
  place = await openTestList();
  await addCampaigns(place);
  const { pool, site } = place;
  chain = await addChain(pool, site, { listId: 'l-1', phones: [HOME, MOBILE], customerId: 'c1' });
  await addList('everybody', {}, home, LATER);
  await addList('longer', {}, home, LAST);
  await addList('here', { callingListId: 'l-1' }, mobile, null);
  await addList('first', { campaignIds: ['c-1', 'c-2'] }, customer, null);
  await addList('off', { inForce: false }, customer, null);
});
afterAll(() => place.drop());

type Scope = { callingListId?: string; campaignIds?: string[]; inForce?: boolean };

async function addList(
  id: string,
  scope: Scope,
  key: typeof home | typeof customer,
  endsAt: string | null,
) {
  const { pool, site } = place;
  const about = { id, name: id, callingListId: null, endsAt: null, by: 'sue' };
  await insertSuppressionList(pool, site, { ...about, ...scope });
  const added = { keys: [key], endsAt, by: 'sue' };
  await place.write(async (db) => granted(await addEntries(db, site, id, added)));
}

async function asked<Value>(work: (statements: Statements) => Promise<Value>): Promise<Value> {
  const { pool, site } = place;
  return asOwner(pool, { site, epoch: await takeOwnership(pool, site) }, work);
}

const everywhere = [
  ['phone:+12125550142', Date.parse(LAST)],
  ['listed in list l-1 phone:+12125550143', undefined],
] as const;
const inFirst = ['listed in campaign c-1 customer:c1', undefined] as const;

test.each([
  ['the campaign that calls', 'c-1', [...everywhere, inFirst]],
  ['another one', 'c-3', everywhere],
  ['nobody in particular', undefined, everywhere],
])('of a chain what is in force for %s, with the furthest end', async (_why, id, facts) => {
  const of = { campaignId: id === undefined ? undefined : campaignId(id) };
  const found = await asked((db) => suppressedOfChains(db, place.site, [chain], of));
  expect(found).toEqual(new Map(facts));
});

test('of a number and its customers alike', async () => {
  const of = { campaignId: campaignId('c-1') };
  const found = await asked((db) => suppressedOfKeys(db, place.site, MOBILE, ['c1'], of));
  expect(found).toEqual(new Map([everywhere[1], inFirst]));
});

test('of typed numbers it is said for which campaign they are suppressed', async () => {
  const found = await asked((db) => suppressedAmong(db, place.site, [MOBILE]));
  const ids = found.map(({ campaignId: id }) => id ?? 'any').toSorted();
  expect(ids).toEqual(['any', 'c-1', 'c-2']);
});

test('on a screen what only a campaign does not call is callable', async () => {
  const shown = suppressedInList({
    ...{ site: 'r.site', phone: 'r.phone', customerId: "'c1'", listId: 'r.list_id' },
  });
  const text = `select phone, ${shown} as suppressed from records r order by phone`;
  const before = await place.pool.query(text);
  expect(before.rows.map(({ suppressed }) => suppressed)).toEqual([true, true]);
  await place.pool.query("delete from suppression_lists where id in ('everybody', 'longer')");
  expect((await place.pool.query(text)).rows[0]).toMatchObject({ suppressed: false });
});
