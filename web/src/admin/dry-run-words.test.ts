import type { DryRunLineBody, PlanFindingBody } from '@outpace/protocol/treatments.ts';
import { expect, test } from 'vitest';
import { callWords, findingOf, findingWords, lifeWords, lineWords } from './dry-run-words.ts';

const on = { by: 'call-result', result: 'busy' } as const;
const missed = { by: 'call-result', result: 'agent-callback-error' } as const;
const again: DryRunLineBody = { number: 1, rule: 0, next: { type: 'again', afterMs: 1_800_000 } };
const next: DryRunLineBody = { number: 1, rule: 1, next: { type: 'next', number: 2, afterMs: 0 } };
const end: DryRunLineBody = { number: 2, rule: null, next: { type: 'end', why: 'limit' } };

test('an attempt is told with what comes of it', () => {
  expect([again, next, end].map(lineWords)).toEqual([
    'Number 1: again after 30 minutes',
    'Number 1: on to number 2 at once',
    'Number 2: closed, no attempt is left',
  ]);
});

test('a delegation is no attempt, and told with what comes of it unanswered', () => {
  const out: DryRunLineBody = {
    number: 1,
    rule: 0,
    next: { type: 'delegate', afterMs: 7_200_000 },
  };
  const back: DryRunLineBody = { ...again, isReturned: true };
  expect([out, back].map(lineWords)).toEqual([
    'Number 1: delegated, comes back after 2 hours',
    'Number 1, not given back: again after 30 minutes',
  ]);
  expect(lifeWords({ on, lines: [out, back, end], isCut: false })).toBe(
    '2 attempts over 150 minutes',
  );
});

test('a life is told by its length', () => {
  expect(lifeWords({ on, lines: [again, again, next, end], isCut: false })).toBe(
    '4 attempts over 1 hour',
  );
  expect(lifeWords({ on, lines: [end], isCut: false })).toBe('1 attempt');
  expect(lifeWords({ on, lines: [again, again], isCut: true })).toBe('more than 2 attempts');
  expect(lifeWords({ on: missed, lines: [again], isCut: false })).toBe(
    '1 missed callback over 30 minutes',
  );
});

test('what does not fit is found by the place of its rule', () => {
  const findings: PlanFindingBody[] = [
    { type: 'no-rule', result: 'fax' },
    { type: 'never-reached', rule: 1, why: 'limit' },
    { type: 'cut-short', rule: 2, times: 1 },
  ];
  const words = [0, 1, 2].map((place) => {
    const found = findingOf(findings, place);
    return found && findingWords(found);
  });
  expect(words).toEqual([
    undefined,
    'Never acts: the limit of attempts comes first.',
    'Acts once only: then no attempt is left, or the day is over.',
  ]);
});

test('a call that is no person’s is told with what comes of its record', () => {
  const lives = [{ on, lines: [again, again, next, end], isCut: false }];
  const fax = { by: 'call-result', result: 'fax' } as const;
  const closed = { number: 1, rule: null, next: { type: 'end', why: 'no-rule' } } as const;
  const told = [
    callWords({ verdict: 'machine', fate: 'agent', result: null }, lives),
    callWords({ verdict: 'machine', fate: 'connect', result: 'busy' }, lives),
    callWords({ verdict: 'fax', fate: 'drop', result: 'fax' }, [
      { on: fax, lines: [closed], isCut: false },
    ]),
  ];
  expect(told).toEqual([
    'an agent gets the call and hears it; the record is treated as what the agent says',
    'it gets an agent after every person who waits; the record is treated as Busy, unless the ' +
      'agent says otherwise: again after 30 minutes, 4 attempts over 1 hour in all',
    'the line is closed; the record is treated as Fax: closed, no rule says what then',
  ]);
});

test('contradictions are called so', () => {
  const types = ['called-after-do-not-call', 'dead-number-again'] as const;
  for (const type of types) expect(findingWords({ type, rule: 0 })).toMatch(/^Contradiction: /);
});
