import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import {
  REFUSAL_RESULTS,
  VALIDATION_ERRORS,
  VALIDATION_URL,
} from '@outpace/engine/campaigns/validation.ts';
import { Type } from 'typebox';
import { closed, oneOf } from './schema.ts';

/** What is done with a record about which nothing was said. */
export const UnansweredBody = Type.Union([
  closed({ action: Type.Literal('dial') }),
  closed({ action: Type.Literal('refuse'), result: oneOf(REFUSAL_RESULTS) }),
  closed({
    action: Type.Literal('later'),
    waitMs: Type.Integer({ minimum: 60_000, maximum: 86_400_000, description: 'ms' }),
  }),
]);
export type UnansweredBody = Type.Static<typeof UnansweredBody>;

/** Who is asked before each dial of a campaign. Part of its settings. */
export const ValidationBody = closed({
  url: Type.String({ pattern: VALIDATION_URL, maxLength: 2_000 }),
  /** Carries the campaign's secret; null: none is shown. */
  secretHeader: Type.Union([
    Type.String({ pattern: '^(authorization|x-[a-z0-9-]{1,60})$' }),
    Type.Null(),
  ]),
  timeoutMs: Type.Integer({ minimum: 100, maximum: 10_000, description: 'ms' }),
  connectionsMax: Type.Integer({ minimum: 1, maximum: 64 }),
  refusedAs: oneOf(REFUSAL_RESULTS),
  onTimeout: UnansweredBody,
  onError: UnansweredBody,
});
export type ValidationBody = Type.Static<typeof ValidationBody>;

/** PUT /api/campaigns/:campaignId/validation-secret; it is never sent back. */
export const ValidationSecretBody = closed({
  /** The whole value of the header; null removes it. */
  secret: Type.Union([Type.String({ pattern: '^[\\x20-\\x7e]{1,1000}$' }), Type.Null()]),
});

/** GET /api/campaigns/:campaignId/validation-secret: whether there is one. */
export const ValidationSecretRow = closed({ isSet: Type.Boolean() });
export type ValidationSecretRow = Type.Static<typeof ValidationSecretRow>;

/** POST /api/campaigns/:campaignId/validation-tries: the answer to one made-up record. */
export const ValidationTry = closed({
  said: oneOf(['dial', 'refuse', 'time-out', 'error', 'circuit-open'] as const),
  /** Of an error; null: it was none. */
  why: Type.Union([oneOf(VALIDATION_ERRORS), Type.Null()]),
  afterMs: Type.Integer({ description: 'ms' }),
  /** What a campaign with these settings does then. */
  ruling: oneOf(['dial', 'refuse', 'later', 'wait'] as const),
  /** With which the record is treated; null: it is not. */
  result: Type.Union([oneOf(CALL_RESULTS), Type.Null()]),
});
export type ValidationTry = Type.Static<typeof ValidationTry>;
