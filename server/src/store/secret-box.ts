import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { must } from '@outpace/engine/basics/assert.ts';

/** A secret as it lies in the database. */
export type KeptSecret = {
  /** Of the key that it is sealed with; null: nobody has sealed it yet. */
  readonly keyId: string | null;
  readonly secret: string;
};

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** In base64. */
export const newSecretKey = (): string => randomBytes(32).toString('base64');

/**
 * Seals secrets with the first of its keys, and opens what any of them has sealed. What a secret is
 * about is sealed with it: in another row it does not open. Signs with the same keys.
 */
export class SecretBox {
  /** Of the key that seals. */
  readonly keyId: string;
  readonly #keys: ReadonlyMap<string, Buffer>;

  /** In base64, at least one. */
  constructor(keys: readonly string[]) {
    const bytes = keys.map((key) => Buffer.from(key, 'base64'));
    this.#keys = new Map(bytes.map((key) => [idOf(key), key]));
    this.keyId = idOf(must(bytes[0], 'a key for secrets'));
  }

  has(keyId: string): boolean {
    return this.#keys.has(keyId);
  }

  seal(about: string, secret: string): KeptSecret {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.#key(this.keyId), iv);
    cipher.setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    const all = Buffer.concat([iv, cipher.getAuthTag(), sealed]);
    return { keyId: this.keyId, secret: all.toString('base64') };
  }

  /** Throws where no key opens it, or it is not about this. */
  open(about: string, { keyId, secret }: KeptSecret): string {
    if (keyId === null) return secret;
    const all = Buffer.from(secret, 'base64');
    const decipher = createDecipheriv(CIPHER, this.#key(keyId), all.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(Buffer.from(about));
    decipher.setAuthTag(all.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    const opened = decipher.update(all.subarray(IV_BYTES + TAG_BYTES));
    return Buffer.concat([opened, decipher.final()]).toString('utf8');
  }

  /** Shows that a text is of somebody who has the key. */
  sign(text: string): string {
    return `${this.keyId}.${signatureBy(this.#key(this.keyId), text).toString('base64url')}`;
  }

  isSigned(text: string, signature: string): boolean {
    const [keyId = '', said = ''] = signature.split('.');
    const key = this.#keys.get(keyId);
    if (key === undefined) return false;
    const [right, given] = [signatureBy(key, text), Buffer.from(said, 'base64url')];
    return given.length === right.length && timingSafeEqual(given, right);
  }

  #key(keyId: string): Buffer {
    return must(this.#keys.get(keyId), `the key ${keyId} of a secret`);
  }
}

/** By a key of its own, which is for nothing else. */
const signatureBy = (key: Buffer, text: string): Buffer => {
  const derived = Buffer.from(hkdfSync('sha256', key, '', 'outpace signature', 32));
  return createHmac('sha256', derived).update(text).digest();
};

/** Tells keys apart, and says nothing of them. */
const idOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 8);
