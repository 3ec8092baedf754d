import type { CampaignRulesBody } from '@outpace/protocol/compliance.ts';
import { expect, test } from 'vitest';
import { campaignRules } from './campaign-rules.ts';

test('rules are stored as they are asked, and what was left out stays out', () => {
  const days = Array.from({ length: 7 }, () => [{ from: 0, till: 3_600 }]);
  const body: CampaignRulesBody = {
    profile: 'uk',
    hours: [{ hours: { days } }, { listId: 'l-1', hours: { days } }],
    closedDates: ['2026-12-24'],
    limits: [
      {
        id: 'own',
        max: 1,
        windowMs: 60_000,
        of: 'number',
        across: 'site',
        counted: ['busy'],
        required: false,
      },
    ],
    without: [],
  };
  expect(campaignRules(body)).toEqual(body);
  const more = { ...body, calendars: ['german' as const], regionField: 'state' };
  const loosened = { reason: 'consent' };
  expect(campaignRules({ ...more, loosened })).toEqual({ ...more, loosened });
});
