import { expect, test } from 'vitest';
import { chainId, offerId, recordId } from '../basics/ids.ts';
import { after, seconds } from '../basics/time.ts';
import { ANN, GROUP, START } from '../test-site.ts';
import type { Offer, PreviewDelivery } from './offer.ts';
import { newOffer, offerCount } from './offer.ts';

const what = {
  id: offerId('o1'),
  agentId: ANN,
  groupId: GROUP,
  chainId: chainId('1'),
  recordId: recordId('1'),
  offeredAt: START,
};
const timed = (rejectAllowed: boolean): PreviewDelivery => ({
  kind: 'auto-answer-with-preview',
  offerMs: seconds(5),
  rejectAllowed,
});
type Terms = Pick<Offer, 'until' | 'atEnd' | 'rejectAllowed'>;

// biome-ignore format: a table is read in columns.
test.each<[why: string, delivery: PreviewDelivery, terms: Terms]>([
  ['the agent decides, or is taken for absent', { kind: 'manual-accept', offerMs: seconds(20) },
    { until: after(START, seconds(20)), atEnd: 'time-out', rejectAllowed: true }],
  ['the call starts by itself, unless rejected', timed(true),
    { until: after(START, seconds(5)), atEnd: 'accept', rejectAllowed: true }],
  ['the call starts by itself', timed(false),
    { until: after(START, seconds(5)), atEnd: 'accept', rejectAllowed: false }],
])('%s', (_why, delivery, terms) => {
  expect(newOffer(what, delivery)).toEqual({ ...what, ...terms });
});

test('a reject and a time-out are counted, a withdrawal is not the agent’s', () => {
  const ends = ['rejected', 'timed-out', 'withdrawn'] as const;
  expect(ends.map(offerCount)).toEqual(['rejects', 'timeOuts', undefined]);
});
