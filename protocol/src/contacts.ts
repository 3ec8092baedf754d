import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { CPD_VERDICTS } from '@outpace/engine/dialing/attempt.ts';
import { Type } from 'typebox';
import { closed, id, oneOf } from './schema.ts';

const nullable = <Schema extends Type.TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
const instant = () => Type.String({ format: 'date-time' });

/** GET /api/chains/:chainId: the person behind a chain, every number of theirs, and what was. */
export const ContactPage = closed({
  chainId: id(),
  contactName: Type.String(),
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
  /** Newest first, at most 100. */
  history: Type.Array(
    closed({
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
      /** GET /api/interactions/:interactionId/recording answers to the one who asked for this. */
      hasRecording: Type.Boolean(),
    }),
  ),
});
export type ContactPage = Type.Static<typeof ContactPage>;

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
      hasRecording: Type.Boolean(),
    }),
  ),
});
export type MyHistory = Type.Static<typeof MyHistory>;
