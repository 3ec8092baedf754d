import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { CONTACT_FIELDS } from '@outpace/engine/calling-lists/contact-fields.ts';
import { FIELD_TYPES } from '@outpace/engine/campaigns/campaign.ts';
import { CPD_VERDICTS } from '@outpace/engine/dialing/attempt.ts';
import { Type } from 'typebox';
import { closed, id, nullable, oneOf } from './schema.ts';

const instant = () => Type.String({ format: 'date-time' });

const ContactKey = oneOf(CONTACT_FIELDS.map(({ key }) => key));

/** What is kept of a person beside their numbers. */
const ContactField = closed({ key: ContactKey, label: Type.String(), value: Type.String() });

/** PUT /api/chains/:chainId/contact with the `version` that was read: one field is changed. */
export const ContactEdit = closed({
  key: ContactKey,
  value: Type.String({ maxLength: 2_000, description: 'Empty: the field is emptied' }),
});
export type ContactEdit = Type.Static<typeof ContactEdit>;
export const ContactDetails = closed({
  version: Type.Integer(),
  fields: Type.Array(ContactField),
});
export type ContactDetails = Type.Static<typeof ContactDetails>;

/** GET /api/chains/:chainId: the person behind a chain, and every number of theirs. */
export const ContactPage = closed({
  chainId: id(),
  ...ContactDetails.properties,
  customerId: nullable(Type.String()),
  listName: Type.String(),
  state: oneOf(['ready', 'closed']),
  dueAt: nullable(instant()),
  numbers: Type.Array(
    closed({
      recordId: id(),
      phone: Type.String(),
      contactType: Type.String(),
      zone: Type.String(),
      attempts: Type.Integer(),
      callResult: oneOf(CALL_RESULTS),
      calledAt: nullable(instant()),
      suppressed: Type.Boolean(),
      fields: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
export type ContactPage = Type.Static<typeof ContactPage>;

const PastCall = closed({
  type: Type.Literal('call'),
  attemptId: id(),
  /** Null: nobody was reached, so there is no conversation and no recording of one. */
  interactionId: nullable(id()),
  at: instant(),
  campaignName: Type.String(),
  phone: Type.String(),
  agentName: nullable(Type.String()),
  callResult: nullable(oneOf(CALL_RESULTS)),
  agentCallResult: nullable(oneOf(CALL_RESULTS)),
  dispositionCode: nullable(Type.String()),
  talkMs: Type.Integer(),
  note: Type.String(),
  /** Who answered, as call progress detection heard it. */
  cpd: nullable(
    closed({
      verdict: oneOf(CPD_VERDICTS),
      /** In the switch's words. */
      cause: Type.String(),
      afterMs: Type.Integer(),
    }),
  ),
  /** What the agent heard, where they said so. */
  cpdSaid: nullable(oneOf(['person', 'machine'])),
  /**
   * GET /api/interactions/:interactionId/recording?attempt=:attemptId answers to the one who asked
   * for this.
   */
  hasRecording: Type.Boolean(),
});
export type PastCall = Type.Static<typeof PastCall>;

const fieldValue = () => Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

const PastChange = closed({
  type: Type.Literal('change'),
  id: id(),
  at: instant(),
  /** Null: somebody who is not a user any more. */
  by: nullable(Type.String()),
  label: Type.String(),
  fieldType: oneOf(FIELD_TYPES),
  from: fieldValue(),
  to: fieldValue(),
});
export type PastChange = Type.Static<typeof PastChange>;

/** Somebody outside was asked whether the person may be called, and nobody was. */
const PastValidation = closed({
  type: Type.Literal('validation'),
  id: id(),
  at: instant(),
  campaignName: Type.String(),
  phone: Type.String(),
  /** `refuse`, `time-out`, or `error` and in what way. */
  answer: Type.String(),
  /** With which the record was treated; null: it waits. */
  callResult: nullable(oneOf(CALL_RESULTS)),
});
export type PastValidation = Type.Static<typeof PastValidation>;

/** GET /api/chains/:chainId/history?before=&limit=: calls and changes, newest first. */
export const ContactHistory = closed({
  entries: Type.Array(Type.Union([PastCall, PastChange, PastValidation])),
  /** `before` of the next page; null on the last. */
  next: nullable(Type.String()),
});
export type ContactHistory = Type.Static<typeof ContactHistory>;

/** GET /api/my-history: the agent's own interactions, newest first, at most 200. */
export const MyHistory = closed({
  interactions: Type.Array(
    closed({
      interactionId: id(),
      chainId: id(),
      at: instant(),
      contactName: Type.String(),
      phone: Type.String(),
      campaignName: Type.String(),
      callResult: nullable(oneOf(CALL_RESULTS)),
      dispositionCode: nullable(Type.String()),
      talkMs: Type.Integer(),
      note: Type.String(),
      /** The calls with something to hear, in order: each with its recording. */
      recordings: Type.Array(id()),
    }),
  ),
});
export type MyHistory = Type.Static<typeof MyHistory>;
