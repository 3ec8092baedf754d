import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { Type } from 'typebox';
import { closed, oneOf } from './schema.ts';

/** GET /api/reports/campaign-series?groupId=&minutes=: one row per bucket, oldest first. */
export const CampaignSeries = closed({
  bucketMs: Type.Integer(),
  rows: Type.Array(
    closed({
      at: Type.Integer({ description: 'Start of the bucket, ms since 1970' }),
      attempts: Type.Integer(),
      contacts: Type.Integer(),
      abandoned: Type.Integer(),
    }),
  ),
  byResult: Type.Array(closed({ result: oneOf(CALL_RESULTS), attempts: Type.Integer() })),
});
export type CampaignSeries = Type.Static<typeof CampaignSeries>;
