import { unreachable } from '../basics/assert.ts';
import type { Instant, Millis } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { NoPerson } from '../campaigns/call-treatments.ts';
import { HEARD_BESIDE } from '../campaigns/call-treatments.ts';
import type { CpdTime } from '../campaigns/voice.ts';
import type { Attempt, AttemptIn, CpdFinding, CpdVerdict } from './attempt.ts';

/** What a finding means for a call as it is now. */
export type CpdStep =
  | { readonly type: 'nothing' }
  /** A person: they get an agent. */
  | { readonly type: 'greet'; readonly answeredAt: Instant }
  /** No person: the campaign says what becomes of it, and of an agent who listens to it. */
  | {
      readonly type: 'treat';
      readonly verdict: NoPerson;
      readonly attempt: AttemptIn<'detecting' | 'waiting' | 'connected'>;
    };

const NOTHING: CpdStep = { type: 'nothing' };

/** The first finding counts: the switch may say it twice, and no call is heard twice. */
export const withFinding = (attempt: Attempt, finding: CpdFinding): Attempt =>
  attempt.cpd === undefined ? { ...attempt, cpd: finding } : attempt;

/** `said`: what the agent, who hears it, has said of who answered. */
export function cpdStep(
  attempt: Attempt,
  when: CpdTime,
  said: 'person' | 'machine' | undefined,
): CpdStep {
  const verdict = attempt.cpd?.verdict;
  if (verdict === undefined) return NOTHING;
  switch (attempt.phase) {
    case 'validating':
    case 'dialing':
    case 'ringing':
      // The finding has overtaken the answer: it is weighed when that comes.
      return NOTHING;
    case 'detecting':
      if (verdict === 'person') return { type: 'greet', answeredAt: attempt.answeredAt };
      return { type: 'treat', verdict, attempt };
    case 'waiting':
      if (when !== 'beside' || !isHeardBeside(verdict)) return NOTHING;
      return { type: 'treat', verdict, attempt };
    case 'connected':
      // Who has heard a person is not cut off by a machine's opinion.
      if (when !== 'beside' || !isHeardBeside(verdict) || said === 'person') return NOTHING;
      return { type: 'treat', verdict, attempt };
    case 'transferring':
      return NOTHING;
    default:
      return unreachable(attempt);
  }
}

const isHeardBeside = (verdict: CpdVerdict): verdict is NoPerson =>
  HEARD_BESIDE.some((heard) => heard === verdict);

/** Whether an answered call waits for a verdict, or has one already, before anybody is given it. */
export const isDetectedFirst = (attempt: Attempt, when: CpdTime, verdictMs: Millis): boolean =>
  attempt.kind !== 'manual' && hasSay(attempt, when, verdictMs);

const hasSay = (attempt: Attempt, when: CpdTime, verdictMs: Millis): boolean =>
  when === 'before'
    ? verdictMs > 0
    : when === 'beside' && attempt.cpd !== undefined && isHeardBeside(attempt.cpd.verdict);

/** Results that only a verdict gives: an agent who heard otherwise may say so. */
export const isByVerdict = (result: CallResult): boolean =>
  result === 'answering-machine' || result === 'fax' || result === 'silence';
