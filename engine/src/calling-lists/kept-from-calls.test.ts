import { expect, test } from 'vitest';
import { callingListId, campaignId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours } from '../basics/time.ts';
import { chain, LIST, phone, record, START } from '../test-site.ts';
import { keptFromCalls } from './kept-from-calls.ts';
import type { SuppressionKey, SuppressionScope } from './suppression.ts';
import { EVERYBODY, listedText, suppressionText } from './suppression.ts';

const HERE = campaignId('here');
const home: SuppressionKey = { kind: 'phone', phone: phone(1) };
const customer: SuppressionKey = { kind: 'customer', customerId: 'c1' };
const campaign = (id: string): SuppressionScope => ({
  kind: 'campaign',
  campaignId: campaignId(id),
});
const inList = (id: string): SuppressionScope => ({
  kind: 'calling-list',
  listId: callingListId(id),
});
const soon = after(START, hours(1));
const late = after(START, hours(9));

type Against = readonly [text: string, until: Instant | undefined];
const asked = (key: SuppressionKey): Against => [suppressionText(key), undefined];
const by = (scope: SuppressionScope, until?: Instant, key: SuppressionKey = home): Against => [
  listedText(key, scope),
  until,
];

const closed = { type: 'saved', after: { state: 'closed' } };
const putOff = (dueAt: Instant) => ({ type: 'saved', after: { state: 'ready', dueAt } });
const leftOut = (until?: Instant) => ({ type: 'left-out', until });

// biome-ignore format: a table is read in columns.
test.each<[why: string, against: readonly Against[], kept: object | undefined]>([
  ['nothing',                                  [],                                      undefined],
  ['asked in a call: closed',                  [asked(home)],                           closed],
  ['the person asked: closed',                 [asked(customer)],                       closed],
  ['a list for everybody, for good: closed',   [by(EVERYBODY)],                         closed],
  ['until then: put off',                      [by(EVERYBODY, soon)],                   putOff(soon)],
  ['for this calling list: closed',            [by(inList(LIST))],                      closed],
  ['for another calling list: nothing',        [by(inList('other'))],                   undefined],
  ['for this campaign: left to the others',    [by(campaign('here'))],                  leftOut()],
  ['for a while: left out for it',             [by(campaign('here'), soon)],            leftOut(soon)],
  ['a customer, for this campaign',            [by(campaign('here'), soon, customer)],  leftOut(soon)],
  ['for another campaign: nothing',            [by(campaign('there'))],                 undefined],
  ['everybody wins over the campaign',         [by(campaign('here')), by(EVERYBODY, soon)], putOff(soon)],
  ['the number and the customer: the later end',
    [by(campaign('here'), soon), by(campaign('here'), late, customer)], leftOut(late)],
])('kept from calls by %s', (_why, against, kept) => {
  const somebody = chain(1, { customerId: 'c1' });
  const said = keptFromCalls(somebody, new Map(against), HERE, START);
  if (kept === undefined) expect(said).toBeUndefined();
  else expect(said).toMatchObject(kept);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, until: Instant | undefined, kept: object]>([
  ['for good: closed',      undefined, closed],
  ['for a while: put off',  soon,      putOff(soon)],
])('whom this campaign has promised a call nobody else could have: %s', (_why, until, kept) => {
  const promised = record(1, { type: 'campaign-callback' });
  const somebody = chain(1, { records: [promised] });
  const against = new Map([by(campaign('here'), until)]);
  expect(keptFromCalls(somebody, against, HERE, START)).toMatchObject(kept);
});
