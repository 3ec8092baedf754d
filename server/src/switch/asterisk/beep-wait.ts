import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, earlier, millis, seconds } from '@outpace/engine/basics/time.ts';

/**
 * Waiting for the beep of a machine. Beeps differ, so a long silence after the greeting counts
 * too; and after a while the message is played whatever is heard.
 */
export type BeepWait = {
  readonly until: Instant;
  /** Undefined: somebody speaks. */
  readonly silentSince: Instant | undefined;
};

/** Longest time that is spent on a machine before the message. */
const WHOLE_MS = seconds(20);
/** Pauses within a greeting are shorter. */
const SILENCE_MS = seconds(3);
/** Of this, the switch waits this long before it says that nobody speaks any more. */
export const TALK_END_MS: Millis = millis(700);

export const waitFrom = (at: Instant): BeepWait => ({
  until: after(at, WHOLE_MS),
  silentSince: at,
});

export const talkStarted = (wait: BeepWait): BeepWait => ({ ...wait, silentSince: undefined });

export const talkEnded = (wait: BeepWait, at: Instant): BeepWait => ({
  ...wait,
  silentSince: after(at, millis(-TALK_END_MS)),
});

/** When the message is to begin if nothing else is heard until then. */
export const playAt = ({ until, silentSince }: BeepWait): Instant =>
  silentSince === undefined ? until : earlier(until, after(silentSince, SILENCE_MS));

/** The commonest beep, 1000 Hz, heard on the called side for 250 ms. */
export const BEEP_TONE = 'TONE_DETECT(1000,250,n(1)er)';
