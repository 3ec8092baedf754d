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
const withVoice = (changes: Partial<typeof settings.voice>, verdictMs = 3_000): CampaignBody => ({
  ...good,
  settings: {
    ...settings,
    limits: { ...settings.limits, verdictMs },
    voice: { ...settings.voice, ...changes },
  },
});
const { cpd } = settings.voice;
const speaking = { ...cpd, onMachine: 'leave-message' } as const;
const shared = { of: 'share', announcement: 'none' } as const;
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
  ['detection that waits', withVoice({ cpd: { ...cpd, when: 'before' } }), undefined],
  [
    'detection without time',
    withVoice({ cpd: { ...cpd, when: 'before' } }, 0),
    'no time to listen',
  ],
  ['detection beside needs none', withVoice({ cpd: { ...cpd, when: 'beside' } }, 0), undefined],
  [
    'a message that is not named',
    withVoice({ cpd: { ...speaking, message: ' ' } }),
    'none is named',
  ],
  ['a message that is', withVoice({ cpd: { ...speaking, message: 'offer' } }), undefined],
  ['a message for nobody', withVoice({ cpd: { ...speaking, when: 'off' } }), undefined],
  ['a share', withVoice({ recording: { ...shared, share: 0.1 } }), undefined],
  ['a share of nothing', withVoice({ recording: { ...shared, share: 0 } }), 'it is zero'],
])('%s', (_why, body, problem) => {
  const found = campaignProblem(body);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});
