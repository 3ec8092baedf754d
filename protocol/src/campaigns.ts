import { PHONE_NUMBER_PATTERN } from '@outpace/engine/basics/phone-number.ts';
import { AGENT_CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { CALLER_ID_CHOICES } from '@outpace/engine/campaigns/caller-id-set.ts';
import { DIALING_MODES, FIELD_TYPES } from '@outpace/engine/campaigns/campaign.ts';
import {
  AGENT_LEGS,
  CPD_PROFILES,
  CPD_TIMES,
  RECORDING_ANNOUNCEMENTS,
  RECORDING_SCOPES,
} from '@outpace/engine/campaigns/voice.ts';
import { Type } from 'typebox';
import { CallTreatmentsBody } from './call-treatments.ts';
import { CampaignRulesBody } from './compliance.ts';
import { closed, id, name, oneOf } from './schema.ts';
import { TreatmentBody } from './treatments.ts';
import { ValidationBody } from './validation.ts';

const ms = (maximum: number) => Type.Integer({ minimum: 0, maximum, description: 'ms' });
const of = <Kind extends string>(word: Kind) => Type.Literal(word);

export const FieldLayoutBody = closed({
  key: Type.String({ pattern: '^@?[a-z][a-z0-9_-]{0,39}$' }),
  label: name(),
  type: oneOf(FIELD_TYPES),
  editable: Type.Boolean(),
  choices: Type.Array(Type.String({ maxLength: 120 }), { maxItems: 200 }),
});
export type FieldLayoutBody = Type.Static<typeof FieldLayoutBody>;

const layout = () => Type.Array(FieldLayoutBody, { maxItems: 60 });

export const DeliveryBody = Type.Union([
  closed({ kind: of('manual-accept'), offerMs: ms(600_000) }),
  closed({
    kind: of('auto-answer-with-preview'),
    offerMs: ms(600_000),
    rejectAllowed: Type.Boolean(),
  }),
  closed({ kind: of('auto-answer') }),
]);

export const CallerIdsBody = closed({
  numbers: Type.Array(Type.String({ pattern: PHONE_NUMBER_PATTERN }), {
    minItems: 1,
    maxItems: 200,
    uniqueItems: true,
  }),
  choice: oneOf(CALLER_ID_CHOICES),
  /** A number that was shown so often within 24 hours rests; null: none rests. */
  showsMax: Type.Union([Type.Integer({ minimum: 1, maximum: 100_000 }), Type.Null()]),
});
export type CallerIdsBody = Type.Static<typeof CallerIdsBody>;

/** Everything of a campaign that an administrator sets. Stored as it is, checked at each write. */
export const CampaignSettings = closed({
  delivery: DeliveryBody,
  autoDone: Type.Boolean(),
  /** Agents may call numbers of their own choice for this campaign; without it they may not. */
  manualCalls: Type.Optional(Type.Boolean()),
  limits: closed({
    ringMs: Type.Integer({ minimum: 15_000, maximum: 120_000 }),
    connectMsMax: ms(10_000),
    verdictMs: ms(10_000),
    attemptsMax: Type.Integer({ minimum: 1, maximum: 10_000 }),
    wrapUpMs: ms(3_600_000),
    wrapUpExtendMs: ms(3_600_000),
    coolDownMs: ms(86_400_000),
    abandonShareMax: Type.Number({ minimum: 0, maximum: 1 }),
  }),
  /** The law that it names; without one nothing but the windows of its records is asked. */
  rules: Type.Optional(CampaignRulesBody),
  treatments: Type.Array(TreatmentBody, { maxItems: 200 }),
  outcomes: closed({
    callResults: Type.Array(oneOf(AGENT_CALL_RESULTS), { minItems: 1, maxItems: 10 }),
    preselected: Type.Union([oneOf(AGENT_CALL_RESULTS), Type.Null()]),
    dispositions: Type.Array(
      closed({
        code: Type.String({ minLength: 1, maxLength: 60 }),
        label: name(),
        path: Type.Array(name(), { maxItems: 5 }),
      }),
      { maxItems: 500 },
    ),
    dispositionMandatory: Type.Boolean(),
    frozenAfterCall: Type.Boolean(),
  }),
  noticeFields: layout(),
  previewFields: layout(),
  caseFields: layout(),
  recordFields: layout(),
  /** Of lists whose records are shown in another way; the others as `recordFields` says. */
  recordFieldsOf: Type.Optional(
    Type.Array(closed({ listId: id(), fields: layout() }), { maxItems: 200 }),
  ),
  abandonMessage: Type.String({ maxLength: 200 }),
  voice: closed({
    agentLeg: oneOf(AGENT_LEGS),
    mergeBeep: Type.Boolean(),
    cpd: closed({
      when: oneOf(CPD_TIMES),
      profile: oneOf(CPD_PROFILES),
      callTreatments: CallTreatmentsBody,
    }),
    recording: closed({
      of: oneOf(RECORDING_SCOPES),
      share: Type.Number({ minimum: 0, maximum: 1 }),
      announcement: oneOf(RECORDING_ANNOUNCEMENTS),
    }),
    rejoinMs: ms(60_000),
  }),
  /** Who is asked before each dial; without it nobody outside. */
  validation: Type.Optional(Type.Union([ValidationBody, Type.Null()])),
  /** Without them called persons see what the trunk says. */
  callerIds: Type.Optional(Type.Union([CallerIdsBody, Type.Null()])),
  callbacks: closed({
    whenAway: oneOf(['keep', 'group'] as const),
    waitMs: ms(86_400_000),
    aheadDaysMax: Type.Integer({ minimum: 1, maximum: 365 }),
  }),
});
export type CampaignSettings = Type.Static<typeof CampaignSettings>;

export const CampaignListBody = closed({
  listId: id(),
  weight: Type.Integer({ minimum: 0, maximum: 1_000 }),
  attemptsMax: Type.Integer({ minimum: 1, maximum: 1_000 }),
});

/** POST /api/campaigns; PUT /api/campaigns/:campaignId with `version` in the query. */
export const CampaignBody = closed({
  name: name(),
  description: Type.String({ maxLength: 2_000 }),
  settings: CampaignSettings,
  lists: Type.Array(CampaignListBody, { maxItems: 200 }),
  /** The branch of the responses that agents see first, as their script. */
  responseCategoryId: Type.Union([id(), Type.Null()]),
});
export type CampaignBody = Type.Static<typeof CampaignBody>;

export const CampaignRow = closed({
  ...CampaignBody.properties,
  id: id(),
  version: Type.Integer(),
});
export type CampaignRow = Type.Static<typeof CampaignRow>;

/** Whose calls are made only once the agent's leg is up; `key` is a field of the calling lists. */
export const AssuredBody = Type.Union([
  closed({ of: of('nobody') }),
  closed({ of: of('everybody') }),
  closed({ of: of('field'), key: Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' }) }),
]);
export type AssuredBody = Type.Static<typeof AssuredBody>;

/** How a group shares agents with the others that could have them; a maximum of null is none. */
export const StaffingBody = closed({
  priority: Type.Integer({ minimum: 1, maximum: 100 }),
  agentsMin: Type.Integer({ minimum: 0, maximum: 10_000 }),
  agentsMax: Type.Union([Type.Integer({ minimum: 1, maximum: 10_000 }), Type.Null()]),
});
export type StaffingBody = Type.Static<typeof StaffingBody>;

/** POST /api/campaign-groups; PUT /api/campaign-groups/:groupId. */
export const CampaignGroupBody = closed({
  name: name(),
  campaignId: id(),
  agentGroupId: id(),
  mode: oneOf(DIALING_MODES),
  multiplier: Type.Number({ minimum: 0.1, maximum: 10 }),
  /** Default: nobody. */
  assured: Type.Optional(AssuredBody),
  /** Default: priority 1, no bounds. */
  staffing: Type.Optional(StaffingBody),
});
export type CampaignGroupBody = Type.Static<typeof CampaignGroupBody>;

export const CampaignGroupRow = closed({
  ...CampaignGroupBody.properties,
  assured: AssuredBody,
  staffing: StaffingBody,
  id: id(),
  version: Type.Integer(),
  campaignName: name(),
  agentGroupName: name(),
});
export type CampaignGroupRow = Type.Static<typeof CampaignGroupRow>;
