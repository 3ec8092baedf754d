import { PHONE_NUMBER_PATTERN } from '@outpace/engine/basics/phone-number.ts';
import { Type } from 'typebox';
import { closed } from './schema.ts';

/** What becomes of an answer that is no person's. */
export const CallTreatmentBody = Type.Union([
  closed({ kind: Type.Literal('drop') }),
  closed({ kind: Type.Literal('connect') }),
  closed({ kind: Type.Literal('message'), message: Type.String({ maxLength: 200 }) }),
  closed({
    kind: Type.Literal('transfer'),
    /** A number in international form, or a SIP address. */
    to: Type.String({ maxLength: 200 }),
    /** What the destination sees; null: what the trunk says. */
    callerId: Type.Union([Type.String({ pattern: PHONE_NUMBER_PATTERN }), Type.Null()]),
    ringMs: Type.Integer({ minimum: 5_000, maximum: 120_000 }),
  }),
]);
export type CallTreatmentBody = Type.Static<typeof CallTreatmentBody>;

/** For each verdict of call progress detection that is no person. */
export const CallTreatmentsBody = closed({
  machine: CallTreatmentBody,
  fax: CallTreatmentBody,
  silence: CallTreatmentBody,
});
export type CallTreatmentsBody = Type.Static<typeof CallTreatmentsBody>;
