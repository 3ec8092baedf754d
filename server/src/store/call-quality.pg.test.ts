import { agentId, interactionId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type QualitySample, saveCallQuality } from './call-quality.ts';
import { addCustomer, addInteraction, openTestList, type TestSite } from './test-site.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestList();
  const chainId = await addCustomer(at);
  await addInteraction(at.pool, at.site, { id: 'i-1', chainId, agentId: 'ana' });
  await addInteraction(at.pool, at.site, { id: 'i-2', chainId, agentId: 'ben' });
});
afterAll(() => at.drop());

const sample: QualitySample = {
  interactionId: interactionId('i-1'),
  agentId: agentId('ana'),
  at: instant(Date.UTC(2026, 0, 5, 10, 1)),
  lossShare: 0.25,
  jitterMs: 12.5,
  jitterMsMax: 40,
  levelIn: 0.5,
  levelOut: 0.125,
  overMs: 5_000,
};

test('the last sample is kept, with the round trip once it is known', async () => {
  await saveCallQuality(at.pool, at.site, [sample]);
  const later = instant(sample.at + 5_000);
  await saveCallQuality(at.pool, at.site, [
    { ...sample, at: later, roundTripMs: 80.5, overMs: 10_000 },
    { ...sample, interactionId: interactionId('i-2'), agentId: agentId('ben') },
  ]);
  const { rows } = await at.pool.query('select * from call_quality order by interaction_id');
  const measured = { loss_share: 0.25, jitter_ms: 12.5, jitter_ms_max: 40 };
  const heard = { level_in: 0.5, level_out: 0.125 };
  const common = { site: 'main', ...measured, ...heard };
  expect(rows).toEqual([
    { ...common, interaction_id: 'i-1', at: new Date(later), round_trip_ms: 80.5, over_ms: 10_000 },
    {
      ...common,
      interaction_id: 'i-2',
      at: new Date(sample.at),
      round_trip_ms: null,
      over_ms: 5_000,
    },
  ]);
});

test('nobody measures the conversation of somebody else, nor one that is not there', async () => {
  await at.pool.query('delete from call_quality');
  await saveCallQuality(at.pool, at.site, [
    { ...sample, agentId: agentId('ben') },
    { ...sample, interactionId: interactionId('gone') },
  ]);
  expect((await at.pool.query('select from call_quality')).rowCount).toBe(0);
});
