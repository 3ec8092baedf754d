import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';

/** `no-answer` as a person reads it: `No answer`. Abbreviations of the field stay as they are. */
export function callResultWord(result: CallResult): string {
  if (result === 'ok') return 'OK';
  const words = result.replaceAll('-', ' ').replace(/^(sit|nu) /, (short) => short.toUpperCase());
  return words.charAt(0).toUpperCase() + words.slice(1);
}
