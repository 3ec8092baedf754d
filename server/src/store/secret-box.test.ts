import { expect, test } from 'vitest';
import { parseSecretKeys } from '../secret-key-text.ts';
import { newSecretKey, SecretBox } from './secret-box.ts';

const [older, newer] = [newSecretKey(), newSecretKey()];

test('a key is 32 bytes in base64, and another one each time', () => {
  expect(parseSecretKeys(older)).toEqual([older]);
  expect(Buffer.from(older, 'base64')).toHaveLength(32);
  expect(older).not.toBe(newer);
});

test('what is sealed is opened, and shows nothing of itself', () => {
  const box = new SecretBox([older]);
  for (const secret of [
    '',
    'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    'ümläut',
    'x'.repeat(1_000),
  ]) {
    const kept = box.seal('webhook main r-1', secret);
    expect(box.open('webhook main r-1', kept)).toBe(secret);
    if (secret !== '') expect(Buffer.from(kept.secret, 'base64').includes(secret)).toBe(false);
    expect(kept).not.toEqual(box.seal('webhook main r-1', secret));
  }
});

test('what nobody has sealed is as it is', () => {
  const box = new SecretBox([older]);
  expect(box.open('webhook main r-1', { keyId: null, secret: 'plain' })).toBe('plain');
});

test('in another row, changed, or with another key it does not open', () => {
  const box = new SecretBox([older]);
  const kept = box.seal('webhook main r-1', 'of the first');
  expect(() => box.open('webhook main r-2', kept)).toThrow();
  const other = box.seal('webhook main r-1', 'of the other');
  const mixed = `${kept.secret.slice(0, 40)}${other.secret.slice(40)}`;
  expect(() => box.open('webhook main r-1', { ...kept, secret: mixed })).toThrow();
  expect(() => box.open('webhook main r-1', { ...kept, secret: 'AAAA' })).toThrow();
  expect(() => new SecretBox([newer]).open('webhook main r-1', kept)).toThrow(/key [0-9a-f]{8}/);
});

test('a signature is of this text, by one of the keys', () => {
  const box = new SecretBox([newer, older]);
  const signature = new SecretBox([older]).sign('from 192.0.2.7');
  expect(box.isSigned('from 192.0.2.7', signature)).toBe(true);
  expect(box.isSigned('from 192.0.2.8', signature)).toBe(false);
  expect(new SecretBox([newer]).isSigned('from 192.0.2.7', signature)).toBe(false);
  for (const none of ['', '.', signature.slice(0, -1), `${signature.split('.')[0]}.`]) {
    expect(box.isSigned('from 192.0.2.7', none)).toBe(false);
  }
});

test('the first key seals, the others open', () => {
  const before = new SecretBox([older]);
  const after = new SecretBox([newer, older]);
  const kept = before.seal('campaign main c-1', 'kept');
  expect(after.open('campaign main c-1', kept)).toBe('kept');
  expect(after.seal('campaign main c-1', 'kept').keyId).toBe(new SecretBox([newer]).keyId);
  expect([after.has(before.keyId), before.has(after.keyId)]).toEqual([true, false]);
});
