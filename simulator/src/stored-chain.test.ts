import { agentId, callingListId, campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { RecordType } from '@outpace/engine/calling-lists/record.ts';
import { ANN, BEN, chain, GROUP, LIST, plan, record } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { isPromisedElsewhere, rankOf, usesList, workedOn } from './stored-chain.ts';

const stored = (type: RecordType, promisedIn = GROUP, owner = ANN) => ({
  ...chain(1, { records: [record(1, { type, agentId: owner })] }),
  state: 'ready' as const,
  promisedIn,
});

test.each<[type: RecordType, rank: number]>([
  ['personal-callback', 1],
  ['campaign-callback', 4],
  ['personal-rescheduled', 1],
  ['campaign-rescheduled', 2],
  ['general', 3],
  ['unknown', 3],
])('a %s has rank %i', (type, rank) => {
  expect(rankOf(stored(type))).toBe(rank);
});

test('a promise is another’s in another group, or of another agent', () => {
  const elsewhere = campaignGroupId('elsewhere');
  const own = stored('personal-callback');
  expect(isPromisedElsewhere({ ...own, promisedIn: undefined }, elsewhere, BEN)).toBe(false);
  expect(isPromisedElsewhere(own, GROUP, ANN)).toBe(false);
  expect(isPromisedElsewhere(own, GROUP, BEN)).toBe(true);
  expect(isPromisedElsewhere(own, elsewhere, ANN)).toBe(true);
  expect(isPromisedElsewhere(stored('campaign-callback'), GROUP, agentId('cat'))).toBe(false);
});

test('a plan uses the lists that it names', () => {
  expect([usesList(plan(), LIST), usesList(plan(), callingListId('other'))]).toEqual([true, false]);
});

test('what was worked on is saved, and what an import has changed meanwhile stays', () => {
  const row = record(1, { zone: 'Europe/London', fields: { segment: 'gold' } });
  const saved = record(1, { attempts: 2, callResult: 'busy' });
  expect(workedOn(row, saved)).toEqual({ ...row, attempts: 2, callResult: 'busy' });
  expect(workedOn(row, undefined)).toBe(row);
});
