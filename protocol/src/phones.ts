import { Type } from 'typebox';
import { closed } from './schema.ts';

/**
 * GET /api/phone (agent): what the browser's phone signs in to the switch with, made for this
 * shift. 404 `NO_PHONES` where the switch has no phones, as the simulated carrier.
 */
export const BrowserPhoneSettings = closed({
  /** SIP user and authorization name. */
  user: Type.String(),
  domain: Type.String(),
  /** Good for this sign-in only. */
  password: Type.String(),
  /** Path of the SIP websocket on this server. */
  socketPath: Type.Literal('/api/sip'),
  /** Lifetime of a registration, s. */
  registerSeconds: Type.Integer({ minimum: 10, maximum: 3_600 }),
});
export type BrowserPhoneSettings = Type.Static<typeof BrowserPhoneSettings>;
