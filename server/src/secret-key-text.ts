/** Of a key, in base64: 32 bytes. */
export const SECRET_KEY_PATTERN = '[A-Za-z0-9+/]{43}=';

/** Keys as they are given, one a line, of which the first seals; undefined: they are none. */
export function parseSecretKeys(text: string): readonly string[] | undefined {
  const keys = text.split(/\s+/).filter((key) => key !== '');
  const isKey = new RegExp(`^${SECRET_KEY_PATTERN}$`);
  return keys.length > 0 && keys.every((key) => isKey.test(key)) ? keys : undefined;
}
