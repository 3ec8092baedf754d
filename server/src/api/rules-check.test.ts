import { instant } from '@outpace/engine/basics/time.ts';
import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import type { CampaignRulesBody } from '@outpace/protocol/compliance.ts';
import { expect, test } from 'vitest';
import { checkRules } from './rules-check.ts';
import { campaignBody } from './test-campaign.ts';

const at = instant(Date.UTC(2026, 5, 1));
const { settings } = campaignBody('A', []);
const US: CampaignRulesBody = {
  profile: 'us',
  hours: [],
  closedDates: [],
  limits: [],
  without: [],
};
const as = (rules: Partial<CampaignRulesBody> | undefined, share = 0.03): CampaignSettings => ({
  ...settings,
  limits: { ...settings.limits, abandonShareMax: share },
  ...(rules === undefined ? {} : { rules: { ...US, ...rules } }),
});
const said = { loosened: { reason: 'they have asked for it' } };
const LOOSE = 'a share of 0.05 abandoned, the law allows 0.03';

// biome-ignore format: a table is read in columns.
test.each<
  [
    why: string,
    before: CampaignSettings | undefined,
    after: CampaignSettings,
    code: string | undefined,
    looser: readonly string[],
  ]
>([
  ['new, without a law',                undefined, as(undefined, 0.5), undefined, []],
  ['new, as its law has it',            undefined, as({}), undefined, []],
  ['new, and looser',                   undefined, as({}, 0.05), 'COMPLIANCE_LOOSENED', [LOOSE]],
  ['new, looser, with a reason',        undefined, as(said, 0.05), undefined, [LOOSE]],
  ['a law is named',                    as(undefined), as({}), undefined, []],
  ['none is named any more',            as({}), as(undefined), undefined, ['no law is named any more']],
  ['tighter than before',               as({}), as({ closedDates: ['2026-12-24'] }), undefined, []],
  ['looser than before, yet lawful',    as({ closedDates: ['2026-12-24'] }), as({}), undefined, ['closed dates are gone']],
  ['a rule that the law does not have', as({}), as({ without: ['moon'] }), 'BAD_REQUEST', []],
  ['a rule that it must keep',          as({}), as({ without: ['us-fl-hours'] }), 'COMPLIANCE_LOOSENED',
    ['the rule us-fl-hours is left out', 'more rules are left out']],
  ['tighter, and looser than the law as before', as(said, 0.05), as({ ...said, closedDates: ['2026-12-24'] }, 0.05),
    undefined, []],
  ['looser than the law in one thing more', as(said, 0.05), as({ ...said, without: ['us-fl-hours'] }, 0.05), undefined,
    ['the rule us-fl-hours is left out', 'more rules are left out']],
  ['still looser, and the reason is gone', as(said, 0.05), as({}, 0.05), 'COMPLIANCE_LOOSENED', ['another reason']],
])('%s', (_why, before, after, code, looser) => {
  const { problem, ...found } = checkRules(before, after, at);
  expect([problem?.code, found.looser]).toEqual([code, looser]);
});
