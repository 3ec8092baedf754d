import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { expect, test } from 'vitest';
import { campaignProblem } from './campaign-check.ts';
import { campaignBody } from './test-campaign.ts';

const good = campaignBody('Renewals', ['l-1', 'l-2']);
const { settings } = good;
const { outcomes } = settings;
const withOutcomes = (changes: Partial<typeof outcomes>): CampaignBody => ({
  ...good,
  settings: { ...settings, outcomes: { ...outcomes, ...changes } },
});
const code = { code: 'sold', label: 'Sold', path: [] };
const later = { by: 'disposition', code: 'gone' } as const;

test.each<[why: string, body: CampaignBody, problem: string | undefined]>([
  ['one that fits', good, undefined],
  ['a result that cannot be chosen', withOutcomes({ preselected: 'fax' }), 'preselected'],
  ['nothing preselected', withOutcomes({ preselected: null }), undefined],
  ['a list twice', campaignBody('Renewals', ['l-1', 'l-1']), 'l-1 is there twice'],
  ['a code twice', withOutcomes({ dispositions: [code, code] }), 'sold is there twice'],
  ['a duty without a choice', withOutcomes({ dispositions: [] }), 'mandatory'],
  [
    'a rule for a code that is not there',
    { ...good, settings: { ...settings, treatments: [{ on: later, action: 'close' }] } },
    'gone, which does not exist',
  ],
])('%s', (_why, body, problem) => {
  const found = campaignProblem(body);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});
