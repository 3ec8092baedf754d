import type { Millis } from '../basics/time.ts';
import type { CallTreatment, CallTreatments, NoPerson, VerdictResult } from './call-treatments.ts';
import { HEARD_BESIDE, NO_PERSON_VERDICTS, verdictResult } from './call-treatments.ts';
import type { CpdTime } from './voice.ts';

/** What a campaign wants of detection, as far as it decides what becomes of calls. */
export type Detection = {
  readonly when: CpdTime;
  /** How long an answer waits for a verdict before the agent, ms; 0: it does not wait. */
  readonly verdictMs: Millis;
  readonly callTreatments: CallTreatments;
};

/** `agent`: nothing listens, or not to this; an agent gets the call and hears it. */
export const CALL_FATES = [
  'agent',
  'drop',
  'connect',
  'message',
  'transfer',
] as const satisfies readonly ('agent' | CallTreatment['kind'])[];
export type CallFate = (typeof CALL_FATES)[number];

/** What becomes of a call that is no person's, and by which result its chain goes on. */
export type CallDryRun = {
  readonly verdict: NoPerson;
  readonly fate: CallFate;
  /**
   * What the chain lives by; undefined: by what the agent says. Of calls that agents get by
   * `connect` it is what counts unless they say otherwise.
   */
  readonly result: VerdictResult | undefined;
};

/** What becomes of each kind of answer on which nobody is heard. */
export const callDryRun = (detection: Detection): readonly CallDryRun[] =>
  NO_PERSON_VERDICTS.map((verdict) => {
    const { kind: fate } = detection.callTreatments[verdict];
    return isTreated(detection, verdict)
      ? { verdict, fate, result: verdictResult(verdict) }
      : { verdict, fate: 'agent', result: undefined };
  });

function isTreated({ when, verdictMs }: Detection, verdict: NoPerson): boolean {
  if (when === 'before') return verdictMs > 0;
  return when === 'beside' && HEARD_BESIDE.includes(verdict);
}
