import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { isTechnical } from '@outpace/engine/calling-lists/call-result.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Ending } from './messages.ts';
import { callResultOf, refusedResultOf } from './messages.ts';

/** A call that rang and that the network then ended. */
const refused: Ending = {
  sipCode: undefined,
  cause: 0,
  phase: 'ringing',
  isOurs: false,
  isRefused: true,
};

/** What the network's words say of the number that was dialed, in the order of RFC 3261, 21. */
// biome-ignore format: a table is read in columns.
const SIP: readonly (readonly [why: string, result: CallResult, codes: readonly number[]])[] = [
  ['somebody talks',               'busy',               [486, 600]],
  ['nobody takes it',              'no-answer',          [408, 480, 487, 603]],
  ['there is no such number',      'sit-vacant-code',    [404, 604]],
  ['it has changed or is guarded', 'sit-intercept',      [410, 607, 608]],
  ['it is not a whole number',     'sit-invalid-number', [484, 485]],
  ['the trunk cannot take it',     'all-trunks-busy',    [503]],
  ['the way there is broken',      'sit-reorder',        [482, 483, 500, 502, 504]],
  ['no, without a reason',         'sit-unknown',        [400, 402, 403]],
  ['it is elsewhere',              'redirected',         [300, 301, 302, 305, 380]],
  ['we asked for what it cannot',  'dial-error',         [401, 405, 406, 407, 413, 414, 415]],
  ['nor can it do that',           'dial-error',         [416, 420, 421, 423, 481, 488, 491]],
  ['nor that',                     'dial-error',         [493, 501, 505, 513, 606]],
];

const named = new Map(SIP.flatMap(([, result, codes]) => codes.map((code) => [code, result])));
const byClass = ['redirected', 'sit-unknown', 'sit-reorder', 'no-answer'] as const;

test.each(SIP)('%s: %s', (_why, result, codes) => {
  const results = codes.map((sipCode) => callResultOf({ ...refused, sipCode }));
  expect(results).toEqual(codes.map(() => result));
});

test('a code that no list names means what its hundred means', () => {
  for (let sipCode = 300; sipCode < 700; sipCode += 1) {
    const result = named.get(sipCode) ?? byClass[Math.floor(sipCode / 100) - 3];
    expect([sipCode, callResultOf({ ...refused, sipCode })]).toEqual([sipCode, result]);
  }
});

test('what is no final answer of SIP is an error that nobody has thought of', () => {
  for (const sipCode of [0, 100, 180, 200, 299, 700, -1]) {
    expect(callResultOf({ ...refused, sipCode })).toBe('general-error');
  }
});

/** Causes that the switch was seen to give, with the codes that it made them of. */
// biome-ignore format: a table is read in columns.
test.each<[cause: number, result: CallResult, of: string]>([
  [0,   'sit-unknown',        'the far end hung up and gave no reason'],
  [1,   'sit-vacant-code',    '404, 485, 604'],
  [2,   'sit-reorder',        'no way to the network of the number'],
  [3,   'sit-reorder',        '420: no way to the number'],
  [16,  'remote-release',     'an ordinary hang-up'],
  [17,  'busy',               '486, 600'],
  [18,  'no-answer',          '408'],
  [19,  'no-answer',          '480, 483'],
  [20,  'no-answer',          'a mobile that is switched off'],
  [21,  'no-answer',          '403, 603'],
  [22,  'sit-intercept',      '410'],
  [26,  'no-answer',          'another of its phones has taken it'],
  [27,  'sit-reorder',        '502'],
  [28,  'sit-invalid-number', '484'],
  [29,  'dial-error',         '501'],
  [31,  'sit-unknown',        'ended without any reason'],
  [34,  'sit-no-circuit',     '503, 513'],
  [38,  'sit-reorder',        '500'],
  [41,  'sit-reorder',        'a fault that passes'],
  [42,  'sit-no-circuit',     'too many calls at the exchange'],
  [44,  'sit-no-circuit',     'the line is taken'],
  [58,  'dial-error',         '488, 606'],
  [88,  'dial-error',         'the far end cannot talk with us'],
  [102, 'sit-reorder',        '504'],
  [127, 'sit-unknown',        'a foreign network that does not say'],
  [99,  'general-error',      'a cause that no list has'],
])('without a SIP code, cause %d is %s (%s)', (cause, result) => {
  expect(callResultOf({ ...refused, cause })).toBe(result);
});

test('the SIP code counts before the cause, which is made of it and says less', () => {
  expect(callResultOf({ ...refused, sipCode: 403, cause: 21 })).toBe('sit-unknown');
  expect(callResultOf({ ...refused, sipCode: 483, cause: 19 })).toBe('sit-reorder');
  expect(callResultOf({ ...refused, sipCode: 486, cause: 127 })).toBe('busy');
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, ending: Partial<Ending>, result: CallResult]>([
  ['it rang until our time was over',        { sipCode: 480, cause: 19, isRefused: false }, 'no-answer'],
  ['taken by the network, and then nothing', { sipCode: 480, cause: 19, isRefused: false, phase: 'tried' }, 'no-progress'],
  ['not even taken by the network',          { sipCode: 480, cause: 19, isRefused: false, phase: 'dialing' }, 'no-progress'],
  ['the network says that nobody is there',  { sipCode: 480, cause: 19, phase: 'tried' }, 'no-answer'],
  ['no port was left for the sound',         { phase: 'dialing', isRefused: false }, 'no-free-port'],
  ['gone without a reason once it was tried', { phase: 'tried', isRefused: false }, 'sit-unknown'],
  ['busy at once, without a word before',    { phase: 'dialing', sipCode: 486 }, 'busy'],
  ['we took it back before it was tried',    { phase: 'dialing', isOurs: true, isRefused: false }, 'no-answer'],
  ['we took it back while it rang',          { isOurs: true, cause: 16, isRefused: false }, 'no-answer'],
  ['taken back, and busy in that instant',   { isOurs: true, sipCode: 486, cause: 17 }, 'no-answer'],
  ['the person hangs up before an agent',    { phase: 'answered', cause: 16 }, 'remote-release'],
  ['the same, without a reason',             { phase: 'answered', cause: 0 }, 'remote-release'],
  ['we hang up before an agent',             { phase: 'answered', cause: 16, isOurs: true }, 'answer'],
  ['the person hangs up after a talk',       { phase: 'joined', cause: 16 }, 'answer'],
  ['we hang up after a talk',                { phase: 'joined', cause: 16, isOurs: true }, 'answer'],
  ['the line breaks in a talk',              { phase: 'joined', cause: 38, sipCode: 500 }, 'answer'],
])('%s', (_why, ending, result) => {
  expect(callResultOf({ ...refused, ...ending })).toBe(result);
});

describe('laws', () => {
  const endings: fc.Arbitrary<Ending> = fc.record({
    sipCode: fc.option(fc.integer({ min: 0, max: 999 }), { nil: undefined }),
    cause: fc.nat({ max: 200 }),
    phase: fc.constantFrom('dialing', 'tried', 'ringing', 'answered', 'joined'),
    isOurs: fc.boolean(),
    isRefused: fc.boolean(),
  });

  test('whoever has answered was reached, and is not dialed again for a fault of ours', () => {
    fc.assert(
      fc.property(endings, (ending) => {
        const result = callResultOf(ending);
        const isReached = ['answer', 'remote-release'].includes(result);
        return isReached || (ending.phase !== 'answered' && ending.phase !== 'joined');
      }),
    );
  });

  test('a call that we took back is no fault of anybody', () => {
    fc.assert(fc.property(endings, (e) => !isTechnical(callResultOf({ ...e, isOurs: true }))));
  });

  test('no port is left only where nothing was said yet', () => {
    fc.assert(
      fc.property(endings, (ending) => {
        const { cause, phase, sipCode } = ending;
        const isMute = phase === 'dialing' && cause === 0 && sipCode === undefined;
        return isMute || callResultOf(ending) !== 'no-free-port';
      }),
    );
  });
});

test.each<[status: number | undefined, result: CallResult, why: string]>([
  [500, 'all-trunks-busy', 'the trunk is not there'],
  [503, 'no-free-port', 'the switch takes no more'],
  [400, 'dial-error', 'it does not understand the order'],
  [422, 'dial-error', 'nor what is in it'],
  [404, 'switch-error', 'anything else'],
  [403, 'switch-error', 'anything else'],
  [undefined, 'switch-error', 'no status at all'],
])('an order that is refused with %s is %s: %s', (status, result) => {
  expect(refusedResultOf(status)).toBe(result);
});
