import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { CALENDAR_IDS } from '@outpace/engine/compliance/calendars.ts';
import { PROFILE_IDS } from '@outpace/engine/compliance/profile.ts';
import { Type } from 'typebox';
import { closed, id, nullable, oneOf } from './schema.ts';

const ruleId = () => Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' });
const second = () => Type.Integer({ minimum: 0, maximum: 86_400, description: 'since midnight' });
const localDate = () => Type.String({ format: 'date' });
const source = () => closed({ title: Type.String(), url: Type.String() });

const TimeSpan = closed({ from: second(), till: second() });
const Spans = Type.Array(TimeSpan, { maxItems: 10 });

/** Where the person is, Monday first; a day without a span is a day without calls. */
const WeekBody = closed({ days: Type.Array(Spans, { minItems: 7, maxItems: 7 }) });

export const AttemptLimitBody = closed({
  id: ruleId(),
  max: Type.Integer({ minimum: 1, maximum: 1_000 }),
  windowMs: Type.Integer({ minimum: 60_000, maximum: 90 * 86_400_000, description: 'ms' }),
  of: oneOf(['number', 'person'] as const),
  across: oneOf(['site', 'campaign'] as const),
  counted: Type.Array(oneOf(CALL_RESULTS), { minItems: 1, maxItems: CALL_RESULTS.length }),
  required: Type.Boolean(),
  unlessAgent: Type.Optional(Type.Literal(true)),
});
export type AttemptLimitBody = Type.Static<typeof AttemptLimitBody>;

/** The law that a campaign names, and what it asks of itself besides. */
export const CampaignRulesBody = closed({
  profile: oneOf(PROFILE_IDS),
  hours: Type.Array(closed({ listId: Type.Optional(id()), hours: WeekBody }), { maxItems: 200 }),
  closedDates: Type.Array(localDate(), { maxItems: 400 }),
  calendars: Type.Optional(Type.Array(oneOf(CALENDAR_IDS), { maxItems: CALENDAR_IDS.length })),
  limits: Type.Array(AttemptLimitBody, { maxItems: 20 }),
  without: Type.Array(ruleId(), { maxItems: 100 }),
  regionField: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' })),
  loosened: Type.Optional(
    closed({ reason: Type.String({ minLength: 1, maxLength: 500, pattern: '\\S' }) }),
  ),
});
export type CampaignRulesBody = Type.Static<typeof CampaignRulesBody>;

/** GET /api/compliance/profiles: what is known of each law, with the day it came into force. */
export const ProfileRow = closed({
  id: oneOf(PROFILE_IDS),
  name: Type.String(),
  from: localDate(),
  version: Type.String(),
  /** Whether this is what its law asks today. */
  inForce: Type.Boolean(),
  sources: Type.Array(source()),
  abandonment: closed({
    shareMax: Type.Number(),
    periodMs: Type.Integer(),
    connectMsMax: Type.Integer(),
  }),
  ringMsMin: Type.Integer(),
  retentionDays: Type.Integer(),
  /** Of the country, and of each part of it whose hours are narrower. */
  hours: Type.Array(
    closed({
      id: ruleId(),
      region: nullable(Type.String()),
      days: Type.Array(Spans),
      holidays: nullable(closed({ calendar: Type.String(), spans: Spans })),
    }),
  ),
  limits: Type.Array(closed({ region: nullable(Type.String()), ...AttemptLimitBody.properties })),
});
export type ProfileRow = Type.Static<typeof ProfileRow>;

/** What one rule was asked at the instant of dialing, and what it said. */
export const RuleAnswerBody = closed({
  rule: Type.String(),
  asked: Type.String(),
  answer: oneOf(['allowed', 'refused'] as const),
  version: Type.String({ description: 'Of the data that the rule was asked with' }),
});

/** GET /api/attempts/:attemptId/evidence: why this dial was allowed. */
export const AttemptEvidence = closed({
  attemptId: id(),
  campaignId: id(),
  groupId: id(),
  listId: id(),
  phone: Type.String(),
  mode: Type.String(),
  agentId: nullable(id()),
  openedAt: Type.String({ format: 'date-time' }),
  endedAt: nullable(Type.String({ format: 'date-time' })),
  callResult: nullable(oneOf(CALL_RESULTS)),
  /** Null: dialed by a release that kept no answers. */
  answers: nullable(Type.Array(RuleAnswerBody)),
});
export type AttemptEvidence = Type.Static<typeof AttemptEvidence>;

/** GET /api/attempts: those on one number, the newest first, at most a hundred. */
export const AttemptsQuery = closed({
  phone: Type.String({ minLength: 1, maxLength: 40, description: 'E.164' }),
});

export const AttemptRow = closed({
  attemptId: id(),
  phone: Type.String(),
  openedAt: Type.String({ format: 'date-time' }),
  campaignName: Type.String({ description: 'Empty: the campaign is gone' }),
  contactName: Type.String(),
  /** Of the agent who talked, or was to; null: nobody was chosen. */
  agentName: nullable(Type.String()),
  /** Null: it is not over. */
  callResult: nullable(oneOf(CALL_RESULTS)),
});
export type AttemptRow = Type.Static<typeof AttemptRow>;
