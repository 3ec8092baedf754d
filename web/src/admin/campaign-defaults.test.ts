import { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { BLANK_CAMPAIGN } from './campaign-defaults.ts';
import { triggerText } from './treatment-words.ts';

test('a new campaign needs nothing but a name', () => {
  expect([...Value.Errors(CampaignBody, { ...BLANK_CAMPAIGN, name: 'Summer' })]).toEqual([]);
});

test('each of its rules can act, and what is preselected can be chosen', () => {
  const { treatments, outcomes } = BLANK_CAMPAIGN.settings;
  expect(new Set(treatments.map(({ on }) => triggerText(on))).size).toBe(treatments.length);
  expect(outcomes.callResults).toContain(outcomes.preselected);
});
