/** What `npm run prove -- NAME` can prove. */
export const PROOFS: readonly string[] = ['crash', 'cluster', 'upgrade'];

/** What the runner knows the tests by on an Asterisk that is killed, cut off, or lives on. */
export const SWITCH_CRASH_TESTS: readonly string[] = [
  'voice/adoption.asterisk',
  'voice/asterisk-trouble.asterisk',
  'voice/trouble.asterisk',
  'voice/campaign.asterisk',
];

export type CrashParts = {
  /** Words to the levels that need no switch; undefined: neither is wanted. */
  readonly own: readonly string[] | undefined;
  readonly isOnSwitch: boolean;
};

/** All three levels, unless the words name one of them, or one run to see again. */
export function crashParts(words: readonly string[]): CrashParts {
  const text = words.join(' ');
  if (/--level[ =]3\b/.test(text)) return { own: undefined, isOnSwitch: true };
  return { own: words, isOnSwitch: !/--(level|day)\b/.test(text) };
}
