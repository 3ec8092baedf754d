import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import { REFUSALS } from '@outpace/engine/basics/refusal.ts';
import { Type } from 'typebox';
import { closed } from './schema.ts';

/** How a refusal travels: over REST with a status of 4xx, over a socket in the reply. */
export const RefusalBody = closed({
  code: Type.Unsafe<RefusalCode>(Type.String({ enum: Object.keys(REFUSALS) })),
  message: Type.String({ description: 'One sentence for a person, in English' }),
  detail: Type.Optional(Type.String()),
  instead: Type.Optional(
    closed({
      local: Type.String(),
      zone: Type.String(),
      reading: Type.Optional(
        Type.Unsafe<'earlier' | 'later' | undefined>(Type.String({ enum: ['earlier', 'later'] })),
      ),
    }),
  ),
});
export type RefusalBody = Type.Static<typeof RefusalBody>;

/** The HTTP status of each code that is not 409 (the state of things does not allow it). */
export const REFUSAL_STATUS: Readonly<Partial<Record<RefusalCode, number>>> = {
  OWNER_AWAY: 503,
  ANSWER_LOST: 502,
  BAD_REQUEST: 400,
  BAD_MESSAGE: 400,
  TREATMENT_PLACE_TAKEN: 400,
  FAX_HEARS_NO_MESSAGE: 400,
  MESSAGE_NOT_NAMED: 400,
  DESTINATION_INVALID: 400,
  TREATMENT_NOT_ALLOWED: 400,
  TREATMENT_DATE_INVALID: 400,
  SCHEDULE_ZONE_UNKNOWN: 400,
  SCHEDULE_DAY_INVALID: 400,
  SCHEDULE_DAYS_REVERSED: 400,
  SCHEDULE_POINT_TWICE: 400,
  SCHEDULE_POINT_FOLLOWS_NONE: 400,
  SCHEDULE_POINT_TOO_EARLY: 400,
  FILE_EMPTY: 422,
  FILE_NOT_CSV: 422,
  FILE_ENCODING: 422,
  TOO_MANY_COLUMNS: 422,
  LINE_TOO_LONG: 422,
  URL_REFUSED: 422,
  FILE_NOT_FETCHED: 422,
  NOT_SIGNED_IN: 401,
  SIGN_IN_FAILED: 401,
  FORBIDDEN: 403,
  WRONG_ORIGIN: 403,
  NOT_FOUND: 404,
  CAMPAIGN_NOT_FOUND: 404,
  CAMPAIGN_GROUP_NOT_FOUND: 404,
  AGENT_GROUP_NOT_FOUND: 404,
  NO_PHONES: 404,
  NO_RECORDING: 404,
  NO_SIMULATION: 404,
  CALLBACK_GONE: 404,
  ATTEMPT_NOT_FOUND: 404,
  RECORD_GONE: 404,
  TOO_LARGE: 413,
  TOO_MANY_TRIES: 429,
  STORE_UNAVAILABLE: 503,
  SWITCH_UNAVAILABLE: 503,
  SCOPE_MISSING: 403,
  SSO_UNAVAILABLE: 503,
  SSO_FAILED: 401,
  SSO_REFUSED: 403,
  OVERLOADED: 503,
  RESTARTING: 503,
};
