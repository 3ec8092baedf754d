import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { isTechnical } from '@outpace/engine/calling-lists/call-result.ts';
import { expect, test } from 'vitest';
import type { Ending } from './messages.ts';
import { callResultOf, refusedResultOf } from './messages.ts';

const ended = (more: Partial<Ending>): Ending => ({
  sipCode: undefined,
  cause: 16,
  phase: 'tried',
  isOurs: false,
  isRefused: true,
  ...more,
});

test.each<[sipCode: number, result: CallResult]>([
  [302, 'redirected'],
  [380, 'redirected'],
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
  [433, 'sit-unknown'],
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
  [499, 'sit-unknown'],
  [500, 'sit-reorder'],
  [501, 'dial-error'],
  [502, 'sit-reorder'],
  [503, 'sit-no-circuit'],
  [504, 'sit-reorder'],
  [505, 'dial-error'],
  [513, 'dial-error'],
  [580, 'sit-reorder'],
  [600, 'busy'],
  [603, 'no-answer'],
  [604, 'sit-vacant-code'],
  [606, 'dial-error'],
  [607, 'sit-intercept'],
  [608, 'sit-intercept'],
  [699, 'no-answer'],
  [799, 'general-error'],
])('a call that is refused with SIP code %i ends as %s', (sipCode, result) => {
  expect(callResultOf(ended({ sipCode, cause: 127 }))).toBe(result);
});

test.each<[cause: number, result: CallResult]>([
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
  [99, 'general-error'],
])('one that ends with cause %i and no SIP code ends as %s', (cause, result) => {
  expect(callResultOf(ended({ cause }))).toBe(result);
});

test.each<[why: string, ending: Partial<Ending>, result: CallResult]>([
  [
    'rung in vain until our time-out',
    { phase: 'ringing', sipCode: 480, cause: 19, isRefused: false },
    'no-answer',
  ],
  [
    'tried in vain until our time-out',
    { phase: 'tried', sipCode: 480, cause: 19, isRefused: false },
    'no-progress',
  ],
  [
    'never even tried until our time-out',
    { phase: 'dialing', sipCode: 480, cause: 19, isRefused: false },
    'no-progress',
  ],
  ['said by the network to be away', { phase: 'tried', sipCode: 480, cause: 19 }, 'no-answer'],
  ['taken back while it rang', { phase: 'ringing', isOurs: true }, 'no-answer'],
  [
    'taken back before anybody had heard of it',
    { phase: 'dialing', isOurs: true, cause: 0 },
    'no-answer',
  ],
  [
    'dead at once, for want of an RTP port',
    { phase: 'dialing', cause: 0, isRefused: false },
    'no-free-port',
  ],
  ['hung up by the called party, alone', { phase: 'answered', cause: 0 }, 'remote-release'],
  ['hung up by us, alone', { phase: 'answered', isOurs: true }, 'answer'],
  ['hung up by the called party in conversation', { phase: 'joined', cause: 0 }, 'answer'],
  ['hung up by us in conversation', { phase: 'joined', isOurs: true }, 'answer'],
  ['cut in conversation', { phase: 'joined', sipCode: 503, cause: 34 }, 'answer'],
])('a call that is %s', (_why, ending, result) => {
  expect(callResultOf(ended(ending))).toBe(result);
});

test.each<[status: number | undefined, result: CallResult]>([
  [500, 'all-trunks-busy'],
  [503, 'no-free-port'],
  [400, 'dial-error'],
  [422, 'dial-error'],
  [404, 'switch-error'],
  [undefined, 'switch-error'],
])('an order to dial that is refused with %s ends as %s', (status, result) => {
  expect(refusedResultOf(status)).toBe(result);
  // None of them is the number's fault, so none counts as an attempt.
  expect(isTechnical(result)).toBe(true);
});
