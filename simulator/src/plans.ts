import {
  agentGroupId,
  type CallingListId,
  campaignGroupId,
  campaignId,
} from '@outpace/engine/basics/ids.ts';
import { minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { CallbackRules } from '@outpace/engine/calling-lists/callback.ts';
import { USUAL_CALLBACK_RULES } from '@outpace/engine/calling-lists/callback.ts';
import type { Treatment } from '@outpace/engine/calling-lists/treatment.ts';
import { DROP_ALL } from '@outpace/engine/campaigns/call-treatments.ts';
import type { CampaignLimits, CampaignPlan, Delivery } from '@outpace/engine/campaigns/campaign.ts';
import type { VoiceSettings } from '@outpace/engine/campaigns/voice.ts';

export const DELIVERIES: readonly Delivery[] = [
  { kind: 'manual-accept', offerMs: seconds(20) },
  { kind: 'auto-answer-with-preview', offerMs: seconds(8), rejectAllowed: true },
  { kind: 'auto-answer-with-preview', offerMs: seconds(8), rejectAllowed: false },
  { kind: 'auto-answer' },
];

const redial = (result: CallResult, wait: number, cycleAttempts: number): Treatment => ({
  on: { by: 'call-result', result },
  action: 'redial',
  intervalMs: minutes(wait),
  incrementMs: minutes(1),
  cycleAttempts,
});

const next = (result: CallResult): Treatment => ({
  on: { by: 'call-result', result },
  action: 'next-in-chain',
});

/** Short enough for a compressed day, long enough that lists do not run round in circles. */
export const TREATMENTS: readonly Treatment[] = [
  redial('busy', 2, 3),
  redial('no-answer', 5, 2),
  redial('abandoned', 10, 2),
  redial('dropped', 10, 2),
  redial('no-free-port', 1, 5),
  next('answering-machine'),
  next('sit-invalid-number'),
  next('wrong-number'),
  {
    on: { by: 'disposition', code: 'call-again' },
    action: 'redial',
    intervalMs: minutes(8),
    incrementMs: minutes(0),
    cycleAttempts: 1,
  },
];

export const LIMITS: CampaignLimits = {
  ringMs: seconds(20),
  connectMsMax: seconds(2),
  verdictMs: seconds(3),
  attemptsMax: 60,
  wrapUpMs: seconds(30),
  wrapUpExtendMs: seconds(30),
  coolDownMs: seconds(60),
  abandonShareMax: 0.03,
};

/** As the demo has always been: detection before the agent while there is time for it. */
export const VOICE: VoiceSettings = {
  agentLeg: 'per-call',
  mergeBeep: false,
  cpd: { when: 'before', profile: 'balanced', callTreatments: DROP_ALL },
  recording: { of: 'none', share: 0, announcement: 'none' },
  rejoinMs: seconds(20),
};

/** What a scenario says of a campaign group; the rest is the same everywhere. */
export type PlanOrder = Pick<CampaignPlan, 'multiplier' | 'delivery' | 'autoDone'> & {
  readonly name: string;
  readonly agentGroup: string;
  readonly lists: readonly CallingListId[];
  readonly attemptsMax: number;
  readonly dispositionMandatory: boolean;
  readonly limits: CampaignLimits;
  readonly voice?: VoiceSettings;
  readonly callbacks?: CallbackRules;
  /** Default: progressive. */
  readonly mode?: CampaignPlan['mode'];
  /** Default: nobody. */
  readonly assured?: CampaignPlan['assured'];
  /** Default: equal. */
  readonly staffing?: CampaignPlan['staffing'];
  readonly manualCalls?: boolean;
  /** Default: no law is named. */
  readonly rules?: CampaignPlan['rules'];
  /** Default: nobody outside is asked. */
  readonly validation?: CampaignPlan['validation'];
};

export const planOf = (order: PlanOrder): CampaignPlan => ({
  groupId: campaignGroupId(`group-${order.name}`),
  groupName: `Group ${order.name}`,
  campaignId: campaignId(`campaign-${order.name}`),
  campaignName: `Campaign ${order.name}`,
  description: '',
  agentGroupId: agentGroupId(order.agentGroup),
  agentGroupName: order.agentGroup,
  mode: order.mode ?? 'progressive',
  multiplier: order.multiplier,
  delivery: order.delivery,
  assured: order.assured ?? { of: 'nobody' },
  staffing: order.staffing,
  autoDone: order.autoDone,
  limits: order.limits,
  lists: order.lists.map((listId) => ({
    listId,
    name: listId,
    weight: 10,
    attemptsMax: order.attemptsMax,
  })),
  treatments: TREATMENTS,
  outcomes: {
    callResults: ['answer', 'wrong-party', 'wrong-number', 'answering-machine', 'do-not-call'],
    preselected: 'answer',
    dispositions: [
      { code: 'sold', label: 'Sold', path: [] },
      { code: 'not-interested', label: 'Not interested', path: [] },
      { code: 'call-again', label: 'Call again', path: [] },
    ],
    dispositionMandatory: order.dispositionMandatory,
    frozenAfterCall: false,
  },
  noticeFields: [],
  previewFields: [],
  caseFields: [],
  recordFields: [
    { key: 'segment', label: 'Segment', type: 'text', editable: true, choices: [] },
    { key: '@attempts', label: 'Attempts', type: 'number', editable: false, choices: [] },
  ],
  responseCategoryId: undefined,
  abandonMessage: 'sorry',
  voice: order.voice ?? VOICE,
  callbacks: order.callbacks ?? USUAL_CALLBACK_RULES,
  ...(order.manualCalls === true && { manualCalls: true }),
  ...(order.rules === undefined ? {} : { rules: order.rules }),
  ...(order.validation === undefined ? {} : { validation: order.validation }),
});
