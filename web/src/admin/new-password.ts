/* No 0 O 1 l I: a password that is read out once must not be misread. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

const drawn = (): number => crypto.getRandomValues(new Uint8Array(1))[0] ?? 0;

/** Sixteen characters in four groups, about 93 bits. `draw` gives bytes, 0..255. */
export function newPassword(draw: () => number = drawn): string {
  // Bytes beyond the last whole multiple would make the first letters likelier.
  const limit = 256 - (256 % LETTERS.length);
  const letter = (): string => {
    let byte = draw();
    while (byte >= limit) byte = draw();
    return LETTERS.charAt(byte % LETTERS.length);
  };
  const group = (): string => Array.from({ length: GROUP_LENGTH }, letter).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
