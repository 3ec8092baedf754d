import { expect, test } from 'vitest';
import type { CallResult } from './call-result.ts';
import {
  AGENT_CALL_RESULTS,
  CALL_RESULTS,
  callResultNumber,
  isAbandonedResult,
  isTechnical,
  isUncounted,
  isWithoutCall,
} from './call-result.ts';

// The whole published enumeration; the number is the place.
// biome-ignore format: a table is read in columns.
const PUBLISHED: readonly [number: number, result: CallResult][] = [
  [0, 'ok'],                [1, 'transferred'],       [2, 'conferenced'],
  [3, 'general-error'],     [4, 'system-error'],      [5, 'remote-release'],
  [6, 'busy'],              [7, 'no-answer'],         [8, 'sit-detected'],
  [9, 'answering-machine'], [10, 'all-trunks-busy'],  [11, 'sit-invalid-number'],
  [12, 'sit-vacant-code'],  [13, 'sit-intercept'],    [14, 'sit-unknown'],
  [15, 'sit-no-circuit'],   [16, 'sit-reorder'],      [17, 'fax'],
  [18, 'queue-full'],       [19, 'cleared'],          [20, 'overflowed'],
  [21, 'abandoned'],        [22, 'redirected'],       [23, 'forwarded'],
  [24, 'consult'],          [25, 'picked-up'],        [26, 'dropped'],
  [27, 'dropped-on-no-answer'], [28, 'unknown'],      [29, 'covered'],
  [30, 'converse-on'],      [31, 'bridged'],          [32, 'silence'],
  [33, 'answer'],           [34, 'nu-tone'],          [35, 'no-dial-tone'],
  [36, 'no-progress'],      [37, 'no-ringback-tone'], [38, 'no-established-detected'],
  [39, 'pager'],            [40, 'wrong-party'],      [41, 'dial-error'],
  [42, 'call-drop-error'],  [43, 'switch-error'],     [44, 'no-free-port'],
  [45, 'transfer-error'],   [46, 'stale'],            [47, 'agent-callback-error'],
  [48, 'group-callback-error'], [49, 'deafened'],     [50, 'held'],
  [51, 'do-not-call'],      [52, 'cancel-record'],    [53, 'wrong-number'],
];

test('there are exactly 54 call results, each once', () => {
  expect([CALL_RESULTS.length, new Set(CALL_RESULTS).size]).toEqual([54, 54]);
});

test.each(PUBLISHED)('%i is %s', (number, result) => {
  expect(callResultNumber(result)).toBe(number);
});

test('what an agent may say is none of the machine’s results', () => {
  const machine: readonly CallResult[] = ['dropped', 'abandoned', 'switch-error', 'silence', 'ok'];
  expect(AGENT_CALL_RESULTS.filter((result) => machine.includes(result))).toEqual([]);
});

test('only errors of ours and of the switch are technical', () => {
  expect(CALL_RESULTS.filter(isTechnical)).toEqual([
    'general-error',
    'system-error',
    'all-trunks-busy',
    'dial-error',
    'switch-error',
    'no-free-port',
    'transfer-error',
    'stale',
  ]);
});

test('two results say that a person met no agent', () => {
  expect(CALL_RESULTS.filter(isAbandonedResult)).toEqual(['abandoned', 'dropped']);
});

test('what is technical counts as no attempt, nor does a promise that nobody could keep', () => {
  const kept: readonly CallResult[] = ['agent-callback-error', 'group-callback-error'];
  expect(CALL_RESULTS.filter(isWithoutCall)).toEqual(kept);
  expect(CALL_RESULTS.filter((result) => isUncounted(result) !== isTechnical(result))).toEqual(
    kept,
  );
});
