const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A length of time in the largest unit that loses nothing: `2 hours`, `90 minutes`. */
export function lengthWords(ms: number): string {
  if (ms === 0) return 'no time';
  const [word, unitMs] = UNITS.find(([, size]) => ms % size === 0) ?? ['millisecond', 1];
  const amount = ms / unitMs;
  return `${amount.toLocaleString('en-GB')} ${word}${amount === 1 ? '' : 's'}`;
}
