import { hours, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { DROP_ALL } from '@outpace/engine/campaigns/call-treatments.ts';
import type { ListField } from '@outpace/protocol/calling-lists.ts';
import type { CampaignBody, CampaignSettings } from '@outpace/protocol/campaigns.ts';

type Treatment = CampaignSettings['treatments'][number];
type Layout = CampaignSettings['caseFields'][number];
type Voice = CampaignSettings['voice'];

/** The fields of the list, in the order of the file they come from. */
export const DEMO_FIELDS: readonly ListField[] = [
  field('age', 'Age', 'number'),
  field('job', 'Job', 'text'),
  field('marital', 'Marital status', 'choice', ['single', 'married', 'divorced']),
  field('education', 'Education', 'choice', ['primary', 'secondary', 'tertiary', 'unknown']),
  field('balance', 'Balance (EUR)', 'number'),
  field('has_credit', 'Credit in default', 'yes-no'),
  field('has_housing', 'Housing loan', 'yes-no'),
  field('has_loan', 'Personal loan', 'yes-no'),
  field('last_contact', 'Last contact', 'text'),
  field('last_talk_seconds', 'Last talk (s)', 'number'),
  field('contacts_made', 'Contacts this campaign', 'number'),
  field('days_since', 'Days since earlier campaign', 'number'),
  field('contacts_before', 'Contacts before', 'number'),
  field('outcome_before', 'Earlier outcome', 'choice', ['success', 'failure', 'other', 'unknown']),
];

function field(
  key: string,
  label: string,
  type: ListField['type'],
  choices: string[] = [],
): ListField {
  return { key, label, type, choices };
}

const redial = (
  result: CallResult,
  intervalMs: number,
  cycleAttempts: number,
  incrementMs = 0,
): Treatment => ({
  on: { by: 'call-result', result },
  action: 'redial',
  intervalMs,
  incrementMs,
  cycleAttempts,
});

const nextInChain = (result: CallResult): Treatment => ({
  on: { by: 'call-result', result },
  action: 'next-in-chain',
});

const close = (result: CallResult): Treatment => ({
  on: { by: 'call-result', result },
  action: 'close',
});

/** What becomes of a person after each result; what is not here leaves them alone. */
const TREATMENTS: Treatment[] = [
  {
    on: { by: 'disposition', code: 'call-me-later' },
    action: 'redial',
    intervalMs: hours(24),
    incrementMs: 0,
    cycleAttempts: 3,
  },
  { on: { by: 'disposition', code: 'other-number' }, action: 'next-in-chain' },
  redial('busy', minutes(5), 3, minutes(5)),
  redial('no-answer', hours(2), 2),
  redial('answering-machine', hours(4), 2),
  redial('silence', hours(1), 2),
  redial('abandoned', hours(1), 1),
  redial('dropped', hours(1), 1),
  redial('dropped-on-no-answer', minutes(30), 2),
  redial('switch-error', minutes(30), 2),
  redial('general-error', minutes(30), 2),
  redial('system-error', minutes(30), 2),
  redial('no-free-port', minutes(30), 2),
  redial('all-trunks-busy', minutes(30), 2),
  nextInChain('sit-invalid-number'),
  nextInChain('sit-vacant-code'),
  nextInChain('sit-intercept'),
  nextInChain('fax'),
  nextInChain('wrong-number'),
  close('answer'),
  close('wrong-party'),
  close('cancel-record'),
];

const show = (key: string, label: string, type: Layout['type'] = 'text'): Layout => ({
  key,
  label,
  type,
  editable: false,
  choices: [],
});

/** A field of the list, as the list defines it. */
function listField(key: string, editable: boolean): Layout {
  const { label, type, choices } =
    DEMO_FIELDS.find((one) => one.key === key) ?? field(key, key, 'text');
  return { key, label, type, editable, choices };
}

const COMMON = {
  autoDone: false,
  manualCalls: true,
  limits: {
    ringMs: seconds(25),
    connectMsMax: seconds(2),
    verdictMs: seconds(3),
    attemptsMax: 50,
    wrapUpMs: seconds(30),
    wrapUpExtendMs: seconds(30),
    coolDownMs: seconds(60),
    abandonShareMax: 0.03,
  },
  treatments: TREATMENTS,
  outcomes: {
    callResults: ['answer', 'wrong-party', 'wrong-number', 'answering-machine', 'cancel-record'],
    preselected: 'answer',
    dispositions: [
      { code: 'interested', label: 'Interested', path: ['Sale'] },
      { code: 'subscribed', label: 'Subscribed', path: ['Sale'] },
      { code: 'call-me-later', label: 'Call me later', path: ['Open'] },
      { code: 'other-number', label: 'Use my other number', path: ['Open'] },
      { code: 'not-interested', label: 'Not interested', path: ['No sale'] },
      { code: 'has-another-bank', label: 'Has another bank', path: ['No sale'] },
      { code: 'complaint', label: 'Complaint', path: ['No sale'] },
    ],
    dispositionMandatory: true,
    frozenAfterCall: false,
  },
  noticeFields: [show('@campaign', 'Campaign'), show('@description', 'What it is about')],
  previewFields: [
    show('@contact', 'Contact'),
    show('@phone', 'Number', 'text'),
    listField('job', false),
    listField('balance', false),
    listField('outcome_before', false),
  ],
  caseFields: [
    show('@campaign', 'Campaign'),
    show('@list', 'Calling list'),
    show('@window', 'Calling window'),
    show('@zone', 'Time zone'),
    show('@attempts', 'Attempts', 'number'),
    show('@last-result', 'Last result'),
  ],
  recordFields: [
    ...['age', 'job', 'marital', 'education'].map((key) => listField(key, true)),
    ...['balance', 'has_credit', 'has_housing', 'has_loan'].map((key) => listField(key, false)),
    ...['last_contact', 'contacts_made', 'outcome_before'].map((key) => listField(key, false)),
  ],
  abandonMessage: 'safe-harbour',
  callbacks: { whenAway: 'group', waitMs: minutes(15), aheadDaysMax: 30 },
} satisfies Omit<CampaignSettings, 'delivery' | 'voice'>;

/** Nobody waits for a verdict: whoever answers is bridged, and a machine is left afterwards. */
const voice = (recording: Voice['recording'], agentLeg: Voice['agentLeg']): Voice => ({
  agentLeg,
  mergeBeep: agentLeg === 'nailed-up',
  cpd: { when: 'beside', profile: 'balanced', callTreatments: DROP_ALL },
  recording,
  rejoinMs: seconds(20),
});

/** The three campaigns of the demo: one for each way a record can reach an agent. */
export const demoCampaigns = (listId: string): readonly CampaignBody[] => {
  const lists = [{ listId, weight: 10, attemptsMax: 10 }];
  const common = { lists, responseCategoryId: null };
  return [
    {
      name: 'Summer renewals',
      description: 'Customers whose term deposit ends this summer. Offer twelve more months.',
      settings: {
        ...COMMON,
        delivery: { kind: 'manual-accept', offerMs: seconds(20) },
        voice: voice({ of: 'on-demand', share: 0, announcement: 'beep' }, 'per-call'),
      },
      ...common,
    },
    {
      name: 'Deposit offers',
      description: 'Customers with a balance above the average. Offer a first term deposit.',
      settings: {
        ...COMMON,
        delivery: { kind: 'auto-answer-with-preview', offerMs: seconds(8), rejectAllowed: true },
        voice: voice({ of: 'all', share: 1, announcement: 'message' }, 'per-call'),
      },
      ...common,
    },
    {
      name: 'Balance reminders',
      description: 'A short call: the account is below zero. No offer, only help.',
      settings: {
        ...COMMON,
        delivery: { kind: 'auto-answer' },
        voice: voice({ of: 'share', share: 0.2, announcement: 'beep' }, 'nailed-up'),
      },
      ...common,
    },
  ];
};
