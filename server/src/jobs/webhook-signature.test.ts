import { expect, test } from 'vitest';
import { newWebhookSecret, signature } from './webhook-signature.ts';

test('a signature is that of the published example of Standard Webhooks', () => {
  const signed = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: 1_614_265_330,
    body: '{"test": 2432232314}',
  };
  expect(signature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});

test('each key is another one, and long', () => {
  const keys = [newWebhookSecret(), newWebhookSecret()];
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) expect(key).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
});
