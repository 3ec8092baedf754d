import type { DryRunLineBody, PlanFindingBody } from '@outpace/protocol/treatments.ts';
import { expect, test } from 'vitest';
import { findingOf, findingWords, lifeWords, lineWords } from './dry-run-words.ts';

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

test('contradictions are called so', () => {
  const types = ['called-after-do-not-call', 'dead-number-again'] as const;
  for (const type of types) expect(findingWords({ type, rule: 0 })).toMatch(/^Contradiction: /);
});
