import { createHmac, randomBytes } from 'node:crypto';
import { must } from '@outpace/engine/basics/assert.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new key as Standard Webhooks writes one: the prefix, and 32 bytes in base64. */
export const newWebhookSecret = (): string =>
  `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;

export type Signed = {
  readonly id: string;
  /** Whole seconds since 1970, of this try. */
  readonly timestamp: number;
  readonly body: string;
};

/** `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. */
export function signature(secret: string, { id, timestamp, body }: Signed): string {
  const key = must(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : undefined, 'a key');
  const mac = createHmac('sha256', Buffer.from(key, 'base64'));
  return `v1,${mac.update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
