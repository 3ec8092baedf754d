import { expect, test } from 'vitest';
import { instant, minutes, seconds } from '../basics/time.ts';
import type { Unanswered, Validation, ValidationAnswer } from './validation.ts';
import {
  addressText,
  answerText,
  isRefusalResult,
  REFUSAL_RESULTS,
  rulingBy,
  validationProblem,
} from './validation.ts';

const DIAL: Unanswered = { action: 'dial' };
const REFUSE: Unanswered = { action: 'refuse', result: 'no-answer' };
const LATER: Unanswered = { action: 'later', waitMs: minutes(5) };

const validation = (overrides: Partial<Validation> = {}): Validation => ({
  url: 'https://validation.example/ask',
  secretHeader: undefined,
  timeoutMs: seconds(1),
  connectionsMax: 4,
  refusedAs: 'wrong-number',
  onTimeout: LATER,
  onError: REFUSE,
  ...overrides,
});

const dial = { said: 'dial' } as const;
const timeOut = { said: 'time-out' } as const;
const error = { said: 'error', why: 'status' } as const;
const open = { said: 'circuit-open', againAt: instant(9) } as const;
const refuse = (result?: 'busy' | 'answer' | 'switch-error') =>
  ({ said: 'refuse', result }) as const;

// biome-ignore format: a table is read in columns.
test.each<[why: string, how: Partial<Validation>, answer: ValidationAnswer, ruling: object]>([
  ['it is dialed when the answer says so',      {}, dial, { type: 'dial' }],
  ['a refusal is treated by the result it names', {}, refuse('busy'), { type: 'refuse', result: 'busy' }],
  ['or by the campaign’s',                      {}, refuse(), { type: 'refuse', result: 'wrong-number' }],
  ['nobody was spoken to, whatever it names',   {}, refuse('answer'), { type: 'refuse', result: 'wrong-number' }],
  ['nor is a refusal a fault, without an end',  {}, refuse('switch-error'), { type: 'refuse', result: 'wrong-number' }],
  ['no answer: later',                          {}, timeOut, { type: 'later', waitMs: minutes(5) }],
  ['no answer: dialed',                         { onTimeout: DIAL }, timeOut, { type: 'dial' }],
  ['no answer: treated',                        { onTimeout: REFUSE }, timeOut, { type: 'refuse', result: 'no-answer' }],
  ['nonsense: treated',                         {}, error, { type: 'refuse', result: 'no-answer' }],
  ['nonsense: dialed',                          { onError: DIAL }, error, { type: 'dial' }],
  ['nonsense: later',                           { onError: LATER }, error, { type: 'later', waitMs: minutes(5) }],
  ['not asked: the campaign waits, no list is used up', {}, open, { type: 'wait', until: instant(9) }],
  ['also where it would wait anyway',           { onError: LATER }, open, { type: 'wait', until: instant(9) }],
  ['not asked: dialed where errors are',        { onError: DIAL }, open, { type: 'dial' }],
])('%s', (_why, how, answer, ruling) => {
  expect(rulingBy(validation(how), answer)).toEqual(ruling);
});

// biome-ignore format: a table is read in columns.
test.each<[url: string, fits: boolean]>([
  ['https://validation.example/ask?site=1', true],
  ['http://127.0.0.1:8080',                 true],
  ['ftp://validation.example/',             false],
  ['https://user:word@validation.example/', false],
  ['https:///ask',                          false],
  ['https://validation.example/a b',        false],
  ['',                                      false],
])('%s can be asked: %s', (url, fits) => {
  expect(validationProblem(validation({ url })) === undefined).toBe(fits);
});

test('what cannot be a refusal is said before the campaign is loaded', () => {
  expect(validationProblem(validation({ refusedAs: 'answer' }))).toContain('refuse as answer');
  const odd = { onError: { action: 'refuse', result: 'stale' } } as const;
  expect(validationProblem(validation(odd))).toContain('refuse as stale');
  expect(REFUSAL_RESULTS).toContain('do-not-call');
  expect(REFUSAL_RESULTS.every(isRefusalResult)).toBe(true);
});

test('what is kept names the place and the answer, and nothing confidential', () => {
  expect(addressText({ url: 'https://validation.example/ask?key=1#x' })).toBe(
    'https://validation.example/ask',
  );
  expect([dial, refuse(), timeOut, error].map(answerText)).toEqual([
    'dial',
    'refuse',
    'time-out',
    'error status',
  ]);
});
