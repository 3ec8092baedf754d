import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import type { CpdVerdict } from '@outpace/engine/dialing/attempt.ts';

/** What the listening application of the switch is told, in its own order; all times in ms. */
type ListeningOptions = {
  /** Longer silence at the beginning is silence. */
  readonly firstSilenceMs: number;
  /** A longer greeting is a machine. */
  readonly greetingMs: number;
  /** This much silence after a short greeting is a person who waits. */
  readonly silenceAfterMs: number;
  /** No verdict after this long. */
  readonly wholeMs: number;
  readonly wordMsMin: number;
  readonly betweenWordsMs: number;
  /** More words are a machine. */
  readonly wordsMax: number;
  /** Loudness, 0 to 32767, below which it is silence. */
  readonly silenceLevel: number;
  readonly wordMsMax: number;
};

/** Measured with spoken greetings of people and machines in three languages. */
const BALANCED: ListeningOptions = {
  firstSilenceMs: 2_500,
  greetingMs: 2_200,
  silenceAfterMs: 600,
  wholeMs: 5_000,
  wordMsMin: 120,
  betweenWordsMs: 50,
  wordsMax: 6,
  silenceLevel: 256,
  wordMsMax: 5_000,
};

const PROFILES: Readonly<Record<CpdProfile, ListeningOptions>> = {
  balanced: BALANCED,
  // A person who says more than a short greeting is still a person, at the price of machines.
  cautious: { ...BALANCED, firstSilenceMs: 3_000, greetingMs: 2_800, wordsMax: 9 },
  // A verdict half a second earlier, at the price of people with a long greeting. The whole must
  // not be shorter: most machines are told by their length alone.
  quick: { ...BALANCED, firstSilenceMs: 2_000, greetingMs: 1_700, silenceAfterMs: 450 },
};

/** The options between commas, as the dialplan hands them on. */
export function listeningOptions(profile: CpdProfile): string {
  const of = PROFILES[profile];
  return [
    of.firstSilenceMs,
    of.greetingMs,
    of.silenceAfterMs,
    of.wholeMs,
    of.wordMsMin,
    of.betweenWordsMs,
    of.wordsMax,
    of.silenceLevel,
    of.wordMsMax,
  ].join(',');
}

/** What the switch's word means; undefined: it says nothing, the caller has hung up. */
export function verdictOf(status: string, cause: string): CpdVerdict | undefined {
  switch (status) {
    case 'MACHINE':
      return cause.startsWith('INITIALSILENCE') ? 'silence' : 'machine';
    case 'HUMAN':
      return 'person';
    case 'NOTSURE':
      return UNDECIDED_VERDICT;
    default:
      return undefined;
  }
}

export const isUndecided = (status: string): boolean => status === 'NOTSURE';

/** It is worse to hang up on a person than to greet a machine. */
export const UNDECIDED_VERDICT = 'person';

/** The answering tone of a fax: 2100 Hz, heard once for 400 ms on the called side. */
export const FAX_TONE = 'TONE_DETECT(2100,400,n(1)er)';
/** How a fax is told, and a far end that sends no sound at all, in the words of the switch. */
export const FAX_CAUSE = 'TONE-2100';
export const NO_SOUND_CAUSE = 'NO-RTP';
