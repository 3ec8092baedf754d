import {
  type ChainId,
  callingListId,
  campaignGroupId,
  campaignId,
  chainId,
  recordId,
} from '@outpace/engine/basics/ids.ts';
import { type PhoneNumber, parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { after, type Instant, instant, minutes } from '@outpace/engine/basics/time.ts';
import { recordToDial } from '@outpace/engine/calling-lists/chain.ts';
import { chainChanged } from '@outpace/engine/calling-lists/chain-change.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { chainWrite } from '@outpace/engine/chain-write.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CallableWindows } from './callable-windows.ts';
import { insertCallingList } from './calling-lists.ts';
import { leaseChains } from './lease-chains.ts';
import { asOwner, type Ownership, takeOwnership } from './ownership.ts';
import { takeChain } from './take-chain.ts';
import { addChain, listBody, openTestSite, type TestSite } from './test-site.ts';
import { saveChains } from './writes/chains.ts';

/** Noon in New York, when everybody of the kit may be called. */
const at = instant(Date.UTC(2026, 0, 5, 17, 0));
const until = after(at, minutes(10));
let place: TestSite;
let ours: Ownership;

beforeAll(async () => {
  place = await openTestSite();
  await place.write((db) => insertCallingList(db, place.site, 'red', listBody('red')));
  ours = { site: place.site, epoch: await takeOwnership(place.pool, place.site) };
});
afterAll(() => place.drop());
beforeEach(() => place.pool.query('truncate chains, records, dial_queue, leases'));

const add = (isClosed = false): Promise<ChainId> =>
  addChain(place.pool, place.site, { listId: 'red', phones: ['+12125550101'], isClosed });

const take = (id: ChainId, now: Instant = at) =>
  asOwner(place.pool, ours, (statements) =>
    takeChain(statements, ours, { chainId: id, until: after(now, minutes(10)) }, now),
  );

const leaseAll = () =>
  asOwner(place.pool, ours, (statements) =>
    leaseChains(
      statements,
      ours,
      new CallableWindows(),
      {
        type: 'lease-chains',
        campaignId: campaignId('campaign'),
        groupId: campaignGroupId('group'),
        lists: [{ listId: callingListId('red'), weight: 1, given: 0 }],
        count: 5,
        priorities: USUAL_PRIORITIES,
        dueBy: at,
        until,
      },
      at,
    ),
  );

test('who waits is taken once, and the dialer is given nobody meanwhile', async () => {
  const id = await add();
  const first = await take(id);
  expect(first).toMatchObject({ kind: 'taken', chain: { id, leaseUntil: until } });
  expect(await take(id)).toEqual({ kind: 'in-use' });
  expect((await leaseAll()).chains).toEqual([]);
});

test('what the dialer has in hand is not taken from it', async () => {
  const id = await add();
  expect((await leaseAll()).chains).toHaveLength(1);
  expect(await take(id)).toEqual({ kind: 'in-use' });
});

test('a lease that has run out is none', async () => {
  const id = await add();
  await leaseAll();
  expect(await take(id, after(at, minutes(11)))).toMatchObject({ kind: 'taken' });
});

test('two who ask together: one has it', async () => {
  const id = await add();
  const both = await Promise.all([take(id), take(id)]);
  expect(both.map(({ kind }) => kind).toSorted()).toEqual(['in-use', 'taken']);
});

test('who is done with, and who never was, waits for nobody', async () => {
  expect(await take(await add(true))).toEqual({ kind: 'gone' });
  expect(await take(chainId('999999'))).toEqual({ kind: 'gone' });
});

test('a number put in place of another is the one that is leased next', async () => {
  const id = await add();
  const taken = await take(id);
  if (taken.kind !== 'taken') throw new Error('the chain waits');
  const { chain } = taken;
  const phone = parsed('+12125550177');
  const change = { type: 'change-number', recordId: recordToDial(chain).id, phone } as const;
  const facts = { suppressed: new Map(), at, newId: recordId('-5') };
  const changed = chainChanged(chain, change, facts);
  if (!changed.ok) throw new Error(changed.problem.code);
  const write = chainWrite(chain, campaignGroupId('group'), changed.value);
  await asOwner(place.pool, ours, (statements) => saveChains(statements, ours, [write]));
  const [leased] = (await leaseAll()).chains;
  if (leased === undefined) throw new Error('the chain is due');
  expect([leased.id, recordToDial(leased).phone]).toEqual([id, phone]);
  expect(leased.records.map(({ status }) => status)).toEqual(['cancelled', 'ready']);
});

test('who is dealt with is leased to nobody', async () => {
  const taken = await take(await add());
  if (taken.kind !== 'taken') throw new Error('the chain waits');
  const facts = { suppressed: new Map(), at, newId: recordId('-5') };
  const changed = chainChanged(taken.chain, { type: 'finish' }, facts);
  if (!changed.ok) throw new Error(changed.problem.code);
  const write = chainWrite(taken.chain, campaignGroupId('group'), changed.value);
  await asOwner(place.pool, ours, (statements) => saveChains(statements, ours, [write]));
  expect((await leaseAll()).chains).toEqual([]);
  expect(await take(taken.chain.id)).toEqual({ kind: 'gone' });
});

function parsed(text: string): PhoneNumber {
  const phone = parsePhoneNumber(text);
  if (!phone.ok) throw new Error(`${text} is a number`);
  return phone.value;
}
