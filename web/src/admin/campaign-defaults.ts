import type { CampaignBody, CampaignSettings } from '@outpace/protocol/campaigns.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

const DROP = { kind: 'drop' } as const;
const DROP_ALL = { machine: DROP, fax: DROP, silence: DROP };

/** What a new campaign begins with: previews, the limits of the law, patient redials. */
const SETTINGS: CampaignSettings = {
  delivery: { kind: 'manual-accept', offerMs: 20_000 },
  autoDone: false,
  limits: {
    ringMs: 25_000,
    connectMsMax: 2_000,
    verdictMs: 3_000,
    attemptsMax: 30,
    wrapUpMs: 30_000,
    wrapUpExtendMs: 30_000,
    coolDownMs: 60_000,
    abandonShareMax: 0.03,
  },
  treatments: [
    {
      on: { by: 'call-result', result: 'busy' },
      action: 'redial',
      intervalMs: 10 * MINUTE_MS,
      incrementMs: 0,
      cycleAttempts: 3,
    },
    {
      on: { by: 'call-result', result: 'no-answer' },
      action: 'redial',
      intervalMs: 4 * HOUR_MS,
      incrementMs: 0,
      cycleAttempts: 3,
    },
    {
      on: { by: 'call-result', result: 'answering-machine' },
      action: 'redial',
      intervalMs: 4 * HOUR_MS,
      incrementMs: 0,
      cycleAttempts: 2,
    },
    { on: { by: 'call-result', result: 'sit-invalid-number' }, action: 'next-in-chain' },
    { on: { by: 'call-result', result: 'wrong-number' }, action: 'next-in-chain' },
    { on: { by: 'call-result', result: 'answer' }, action: 'close' },
  ],
  outcomes: {
    callResults: ['answer', 'wrong-party', 'wrong-number', 'answering-machine'],
    preselected: 'answer',
    dispositions: [],
    dispositionMandatory: false,
    frozenAfterCall: false,
  },
  noticeFields: [
    { key: '@campaign', label: 'Campaign', type: 'text', editable: false, choices: [] },
    { key: '@description', label: 'Description', type: 'text', editable: false, choices: [] },
  ],
  previewFields: [
    { key: '@contact', label: 'Contact', type: 'text', editable: false, choices: [] },
    { key: '@attempts', label: 'Attempts so far', type: 'number', editable: false, choices: [] },
  ],
  caseFields: [
    { key: '@campaign', label: 'Campaign', type: 'text', editable: false, choices: [] },
    { key: '@list', label: 'Calling list', type: 'text', editable: false, choices: [] },
  ],
  recordFields: [
    { key: '@window', label: 'May be called', type: 'text', editable: false, choices: [] },
    { key: '@last-result', label: 'Last result', type: 'text', editable: false, choices: [] },
  ],
  abandonMessage: '',
  voice: {
    agentLeg: 'per-call',
    mergeBeep: false,
    cpd: { when: 'beside', profile: 'balanced', callTreatments: DROP_ALL },
    recording: { of: 'none', share: 0.1, announcement: 'message' },
    rejoinMs: 20_000,
  },
  callbacks: { whenAway: 'group', waitMs: 900_000, aheadDaysMax: 30 },
};

export const BLANK_CAMPAIGN: CampaignBody = {
  name: '',
  description: '',
  settings: SETTINGS,
  lists: [],
  responseCategoryId: null,
};

export const DEFAULT_WEIGHT = 10;
export const DEFAULT_ATTEMPTS_MAX = 10;
