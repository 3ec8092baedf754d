import type { Speech } from '@outpace/server/switch/instance/speech.ts';

/** Something that a called party lets be heard. */
export type Part =
  | { readonly kind: 'speech'; readonly speech: Speech }
  | { readonly kind: 'tone'; readonly hz: number; readonly ms: number }
  | { readonly kind: 'pause'; readonly ms: number };

/** What the called party does when it has said everything. */
export type Afterwards = 'listens' | 'repeats' | 'hangs-up';

/** How a called party lives through one call, from the network's point of view. */
export type Behaviour =
  | {
      readonly kind: 'answers';
      /** Before the answer. */
      readonly ringMs: number;
      /** Heard while it rings, in place of the ringing tone: early media. */
      readonly early?: Part;
      readonly says: readonly Part[];
      readonly afterwards: Afterwards;
      /** Leaves by itself this long after the answer, unless it has heard somebody by then. */
      readonly patienceMs?: number;
      /** Leaves by itself this long after it first heard somebody. */
      readonly talkMs?: number;
    }
  /** Everything that comes in goes out again. */
  | { readonly kind: 'echoes'; readonly ringMs: number }
  /** Rings until the caller gives up. */
  | { readonly kind: 'rings-out' }
  /** Never even rings, and nobody says why. */
  | { readonly kind: 'lost' }
  /** Refused by the network or by the called party, with a cause of Q.850. */
  | { readonly kind: 'refuses'; readonly afterMs: number; readonly cause: number };

/** Somebody or something picks up. */
export type Answering = Extract<Behaviour, { kind: 'answers' }>;

/** Causes of Q.850, as far as somebody in the world gives them. */
export const CAUSES = {
  unallocated: 1,
  busy: 17,
  rejected: 21,
  numberChanged: 22,
  outOfOrder: 27,
  invalidFormat: 28,
  congestion: 34,
} as const;

export const MACHINE_BEEP_HZ = 1_000;
/** What a fax says at the answer, in ITU-T T.30. */
export const FAX_ANSWER_HZ = 2_100;

const PICK_UP_MS = 300;

export const speech = (said: Speech): Part => ({ kind: 'speech', speech: said });
export const tone = (hz: number, ms: number): Part => ({ kind: 'tone', hz, ms });
export const pause = (ms: number): Part => ({ kind: 'pause', ms });

/** Answers and is heard as a steady tone, by which tests tell the parties apart. */
export const steadyTone = (hz: number, ringMs = 50): Answering => ({
  kind: 'answers',
  ringMs,
  says: [tone(hz, 10_000)],
  afterwards: 'repeats',
});

/** Answers and says nothing; its line sends silence, as a real one does. */
export const silent = (ringMs = 50): Answering => ({
  kind: 'answers',
  ringMs,
  says: [],
  afterwards: 'listens',
});

/** A greeting, a beep, then it records what it hears. */
export const machine = (greeting: Speech, ringMs = 50): Answering => ({
  kind: 'answers',
  ringMs,
  says: [pause(PICK_UP_MS), speech(greeting), pause(200), tone(MACHINE_BEEP_HZ, 500)],
  afterwards: 'listens',
});

export const fax = (ringMs = 50): Answering => ({
  kind: 'answers',
  ringMs,
  says: [pause(200), tone(FAX_ANSWER_HZ, 3_000), pause(75)],
  afterwards: 'repeats',
});

export const refusal = (cause: number, afterMs = 0): Behaviour => ({
  kind: 'refuses',
  afterMs,
  cause,
});

/** Says its sentences with time for an answer after each, from the greeting on again and again. */
export function person(
  sentences: readonly Speech[],
  more: {
    readonly ringMs: number;
    readonly pauseMs: number;
    readonly patienceMs?: number;
    readonly talkMs?: number;
  },
): Answering {
  const { pauseMs, ...times } = more;
  const says = sentences.flatMap((said) => [speech(said), pause(pauseMs)]);
  return {
    kind: 'answers',
    says: [pause(PICK_UP_MS), ...says],
    afterwards: 'repeats',
    ...times,
  };
}
