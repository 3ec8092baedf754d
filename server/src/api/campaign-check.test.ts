import type { CallTreatmentBody } from '@outpace/protocol/call-treatments.ts';
import type { CampaignBody } from '@outpace/protocol/campaigns.ts';
import { expect, test } from 'vitest';
import { campaignProblem, campaignRefusal } from './campaign-check.ts';
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
const speaking = (message: string) => ({
  ...cpd,
  callTreatments: { ...cpd.callTreatments, machine: { kind: 'message' as const, message } },
});
const refusalOf = (body: CampaignBody) => campaignRefusal(body, { hosts: [] });
const shared = { of: 'share', announcement: 'none' } as const;
const code = { code: 'sold', label: 'Sold', path: [] };
const later = { by: 'disposition', code: 'gone' } as const;

test.each<[why: string, body: CampaignBody, problem: string | undefined]>([
  ['one that fits', good, undefined],
  ['a result that cannot be chosen', withOutcomes({ preselected: 'fax' }), 'preselected'],
  ['nothing preselected', withOutcomes({ preselected: null }), undefined],
  ['a list twice', campaignBody('Renewals', ['l-1', 'l-1']), 'l-1 is there twice'],
  ['a code twice', withOutcomes({ dispositions: [code, code] }), 'sold is there twice'],
  [
    'two layouts of a list',
    {
      ...good,
      settings: {
        ...settings,
        recordFieldsOf: ['l-1', 'l-1'].map((id) => ({ listId: id, fields: [] })),
      },
    },
    'l-1 has two layouts',
  ],
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
  ['a share', withVoice({ recording: { ...shared, share: 0.1 } }), undefined],
  ['a share of nothing', withVoice({ recording: { ...shared, share: 0 } }), 'it is zero'],
])('%s', (_why, body, problem) => {
  const found = campaignProblem(body);
  if (problem === undefined) expect(found).toBeUndefined();
  else expect(found).toContain(problem);
});

test('what the engine says of the rules is refused by its own code', () => {
  const on = { by: 'call-result', result: 'busy' } as const;
  const rule = { on, action: 'close' } as const;
  const treated = (...treatments: (typeof settings)['treatments']): CampaignBody => ({
    ...good,
    settings: { ...settings, treatments },
  });
  expect([
    refusalOf(good),
    refusalOf(treated(rule, { ...rule, sequence: 2 })),
    refusalOf(treated(rule, rule)),
    refusalOf(withOutcomes({ dispositions: [] })),
  ]).toEqual([
    undefined,
    undefined,
    { code: 'TREATMENT_PLACE_TAKEN', detail: 'busy, 1' },
    { code: 'BAD_REQUEST', detail: expect.stringContaining('mandatory') },
  ]);
});

test('what the engine says of call treatments too', () => {
  const treated = (verdict: 'machine' | 'fax' | 'silence', treatment: CallTreatmentBody) =>
    withVoice({
      cpd: { ...cpd, callTreatments: { ...cpd.callTreatments, [verdict]: treatment } },
    });
  const transfer = { kind: 'transfer', callerId: '+12025550100', ringMs: 30_000 } as const;
  expect([
    refusalOf(withVoice({ cpd: speaking('offer') })),
    refusalOf(withVoice({ cpd: speaking(' ') })),
    refusalOf(treated('fax', { kind: 'message', message: 'offer' })),
    refusalOf(treated('fax', { ...transfer, to: 'sip:fax@pbx.example' })),
    refusalOf(treated('silence', { ...transfer, to: '100' })),
  ]).toEqual([
    undefined,
    { code: 'MESSAGE_NOT_NAMED', detail: 'machine' },
    { code: 'FAX_HEARS_NO_MESSAGE' },
    undefined,
    { code: 'DESTINATION_INVALID', detail: 'silence' },
  ]);
});
