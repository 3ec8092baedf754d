import type { CallerIdsBody } from '@outpace/protocol/campaigns.ts';
import type { Choice } from './voice-choices.ts';

export const CALLER_ID_WORDS: readonly Choice<CallerIdsBody['choice']>[] = [
  {
    value: 'in-turn',
    label: 'Each in its turn',
    sentence: 'The number that was shown least within a day.',
  },
  {
    value: 'nearest',
    label: 'The nearest',
    sentence:
      'The number that shares most leading digits with the called one: its country, then its area.',
  },
];

/** Without a number there is no set, and called persons see what the trunk says. */
export function withNumbers(
  before: CallerIdsBody | null,
  typed: readonly string[],
): CallerIdsBody | null {
  const numbers = [...new Set(typed.map(compact).filter((number) => number !== ''))];
  if (numbers.length === 0) return null;
  return { choice: 'in-turn', showsMax: null, ...before, numbers };
}

/** As people write numbers: the rest of what is wrong the server says. */
const compact = (number: string): string => number.replace(/[\s().-]/g, '');
