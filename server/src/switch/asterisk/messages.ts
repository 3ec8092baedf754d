import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';

/** What is known of a call when its leg has gone. */
export type Ending = {
  /** The SIP code that ended it, where there was one. */
  readonly sipCode: number | undefined;
  /** Q.850. */
  readonly cause: number;
  /** `dialing`: nobody has said anything yet, not even that it is being tried. */
  readonly phase: 'dialing' | 'tried' | 'ringing' | 'answered' | 'joined';
  /** The end was ordered by us. */
  readonly isOurs: boolean;
  /** The network itself ended it: not our own time-out. */
  readonly isRefused: boolean;
};

/** How a call ended. */
export function callResultOf(ending: Ending): CallResult {
  const { sipCode, cause, phase, isOurs, isRefused } = ending;
  if (phase === 'joined') return 'answer';
  if (phase === 'answered') return isOurs ? 'answer' : 'remote-release';
  if (isOurs) return 'no-answer';
  // No RTP port was left: the leg dies before it has said anything to anybody.
  if (phase === 'dialing' && cause === 0 && sipCode === undefined) return 'no-free-port';
  // Our own time-out looks like a 480 of the network; only without any ringing is it worth telling.
  if (!isRefused && sipCode === TEMPORARILY_UNAVAILABLE && phase !== 'ringing')
    return 'no-progress';
  return sipCode === undefined ? resultOfCause(cause) : resultOfSipCode(sipCode);
}

const TEMPORARILY_UNAVAILABLE = 480;

/**
 * What the network's refusals mean. A technical result does not count as an attempt and is dialed
 * again for ever, so what may be the number's own fault must not be one.
 */
const SIP_RESULTS: ReadonlyMap<number, CallResult> = new Map([
  [400, 'sit-unknown'],
  [401, 'dial-error'],
  [402, 'sit-unknown'],
  [403, 'sit-unknown'],
  [404, 'sit-vacant-code'],
  [405, 'dial-error'],
  [406, 'dial-error'],
  [407, 'dial-error'],
  [408, 'no-answer'],
  [410, 'sit-intercept'],
  [413, 'dial-error'],
  [414, 'dial-error'],
  [415, 'dial-error'],
  [416, 'dial-error'],
  [420, 'dial-error'],
  [421, 'dial-error'],
  [423, 'dial-error'],
  [480, 'no-answer'],
  [481, 'dial-error'],
  [482, 'sit-reorder'],
  [483, 'sit-reorder'],
  [484, 'sit-invalid-number'],
  [485, 'sit-invalid-number'],
  [486, 'busy'],
  [487, 'no-answer'],
  [488, 'dial-error'],
  [491, 'dial-error'],
  [493, 'dial-error'],
  [500, 'sit-reorder'],
  [501, 'dial-error'],
  [502, 'sit-reorder'],
  // The trunk cannot take it now, or cannot even be reached: nobody's number is to blame.
  [503, 'all-trunks-busy'],
  [504, 'sit-reorder'],
  [505, 'dial-error'],
  [513, 'dial-error'],
  [600, 'busy'],
  // Somebody has seen the call and does not take it.
  [603, 'no-answer'],
  [604, 'sit-vacant-code'],
  [606, 'dial-error'],
  // Taken for a nuisance: by the person, or by a service that answers for them.
  [607, 'sit-intercept'],
  [608, 'sit-intercept'],
]);

/** For codes that no list names, by their first digit. */
const SIP_CLASS_RESULTS: ReadonlyMap<number, CallResult> = new Map([
  [3, 'redirected'],
  [4, 'sit-unknown'],
  [5, 'sit-reorder'],
  [6, 'no-answer'],
]);

const resultOfSipCode = (code: number): CallResult =>
  SIP_RESULTS.get(code) ?? SIP_CLASS_RESULTS.get(Math.floor(code / 100)) ?? 'general-error';

/** The same by Q.850 cause, for ends without a SIP code. */
const CAUSE_RESULTS: ReadonlyMap<number, CallResult> = new Map([
  [0, 'sit-unknown'],
  [1, 'sit-vacant-code'],
  [2, 'sit-reorder'],
  [3, 'sit-reorder'],
  [16, 'remote-release'],
  [17, 'busy'],
  [18, 'no-answer'],
  [19, 'no-answer'],
  [20, 'no-answer'],
  [21, 'no-answer'],
  [22, 'sit-intercept'],
  [26, 'no-answer'],
  [27, 'sit-reorder'],
  [28, 'sit-invalid-number'],
  [29, 'dial-error'],
  [31, 'sit-unknown'],
  [34, 'sit-no-circuit'],
  [38, 'sit-reorder'],
  [41, 'sit-reorder'],
  [42, 'sit-no-circuit'],
  [44, 'sit-no-circuit'],
  [58, 'dial-error'],
  [88, 'dial-error'],
  [102, 'sit-reorder'],
  [127, 'sit-unknown'],
]);

const resultOfCause = (cause: number): CallResult => CAUSE_RESULTS.get(cause) ?? 'general-error';

/** Why an order to dial was refused at once. */
export function refusedResultOf(status: number | undefined): CallResult {
  switch (status) {
    // "Allocation failed": the trunk is not there, or cannot be reached.
    case 500:
      return 'all-trunks-busy';
    case 503:
      return 'no-free-port';
    case 400:
    case 422:
      return 'dial-error';
    default:
      return 'switch-error';
  }
}
