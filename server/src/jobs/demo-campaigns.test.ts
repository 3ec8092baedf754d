import { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { Compile } from 'typebox/compile';
import { expect, test } from 'vitest';
import { campaignProblem } from '../api/campaign-check.ts';
import { DEMO_FIELDS, demoCampaigns } from './demo-campaigns.ts';

const schema = Compile(CampaignBody);

test.each(demoCampaigns('l-1').map((campaign) => [campaign.name, campaign] as const))(
  '%s is a campaign that an administrator could have made',
  (_name, campaign) => {
    expect(schema.Errors(campaign)).toEqual([]);
    expect(campaignProblem(campaign)).toBeUndefined();
  },
);

test('there is one for each way a record reaches an agent', () => {
  expect(demoCampaigns('l-1').map(({ settings }) => settings.delivery.kind)).toEqual([
    'manual-accept',
    'auto-answer-with-preview',
    'auto-answer',
  ]);
});

test('there is one for each reason to record, and none keeps a person waiting', () => {
  const voices = demoCampaigns('l-1').map(({ settings }) => settings.voice);
  expect(voices.map(({ recording }) => recording.of)).toEqual(['on-demand', 'all', 'share']);
  expect(voices.map(({ cpd }) => cpd.when)).toEqual(['beside', 'beside', 'beside']);
});

test('every field on the screen is one of the list or of the product', () => {
  const known = new Set(DEMO_FIELDS.map(({ key }) => key));
  for (const { settings } of demoCampaigns('l-1')) {
    const shown = [...settings.caseFields, ...settings.previewFields, ...settings.recordFields];
    const unknown = shown.filter(({ key }) => !key.startsWith('@') && !known.has(key));
    expect(unknown).toEqual([]);
  }
});
