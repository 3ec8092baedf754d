import { expect, test } from 'vitest';
import { type Treatment, treatmentSentence } from './treatment-words.ts';

const codes = [{ code: 'later', label: 'Asks to be called later', path: [] }];
const busy = (part: object = {}): Treatment => ({
  on: { by: 'call-result', result: 'busy' },
  action: 'redial',
  intervalMs: 300_000,
  incrementMs: 0,
  cycleAttempts: 3,
  ...part,
});

const on = { by: 'call-result', result: 'busy' } as const;
const dated = { local: '2026-12-01T10:00' };
const cycle = { intervalMs: 300_000, incrementMs: 60_000, cycleAttempts: 3 };
const later: Treatment['on'] = { by: 'disposition', code: 'later' };

// biome-ignore format: a table is read in columns.
test.each<[Treatment, string]>([
  [busy(), '“Busy”: again after 5 minutes, 3 times in a row; then the next number.'],
  [busy({ incrementMs: 60_000, cycleAttempts: 1 }),
    '“Busy”: again after 5 minutes, 1 minute longer each time, once; then the next number.'],
  [busy({ intervalMs: 0 }), '“Busy”: again at once, 3 times in a row; then the next number.'],
  [busy({ owner: 'personal', sequence: 2 }),
    'Still: “Busy”: again after 5 minutes, 3 times in a row, by the same agent; ' +
      'then the next number.'],
  [{ on, action: 'retry-in', ...cycle, owner: 'campaign' },
    '“Busy”: again on the same day after 5 minutes, 1 minute longer each time, 3 times in a row, ' +
      'by anybody; then the next number.'],
  [{ on, action: 'retry-at', ...dated },
    '“Busy”: again on 2026-12-01 at 10:00 their time; then the next number.'],
  [{ on, action: 'reschedule', days: 2, time: '09:30', cycleAttempts: 2 },
    '“Busy”: again 2 days later at 09:30 their time, 2 times in a row; then the next number.'],
  [{ on, action: 'reschedule', days: 0, time: '18:00', cycleAttempts: 1 },
    '“Busy”: again the same day at 18:00 their time, once; then the next number.'],
  [{ on, action: 'assign-to-group', intervalMs: 0 },
    '“Busy”: what was one agent’s is anybody’s, at once; then the next number.'],
  [{ on, action: 'next-in-chain' }, '“Busy”: on to the person’s next number; then closed.'],
  [{ on, action: 'next-in-chain', cycleAttempts: 2 },
    '“Busy”: on to the person’s next number, through all of them 2 times; then closed.'],
  [{ on, action: 'next-in-chain-after', ...cycle },
    '“Busy”: on to the person’s next number after 5 minutes, 1 minute longer each round, ' +
      'through all of them 3 times; then closed.'],
  [{ on, action: 'next-in-chain-at', ...dated },
    '“Busy”: on to the person’s next number on 2026-12-01 at 10:00 their time; then closed.'],
  [{ on, action: 'delegate' },
    '“Busy”: delegated to a webhook, for at most 1 day; then the next number.'],
  [{ on, action: 'delegate', returnAfterMs: 7_200_000 },
    '“Busy”: delegated to a webhook, for at most 2 hours; then the next number.'],
  [{ on: later, action: 'close' },
    'Said “Asks to be called later”: closed, no further calls.'],
  [{ on, action: 'update-chain' },
    '“Busy”: closed, and every number of the person gets this result.'],
  [{ on, action: 'mark-agent-error' }, '“Busy”: closed, and marked as the agent’s error.'],
])('a rule reads as a sentence: %#', (rule, sentence) => {
  expect(treatmentSentence(rule, codes)).toBe(sentence);
});

test('a rule that another follows says so', () => {
  expect(treatmentSentence(busy(), codes, false)).toMatch(/; then the next rule\.$/);
});
