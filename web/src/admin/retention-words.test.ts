import type { RetentionRow, RetentionRun } from '@outpace/protocol/retention.ts';
import { expect, test } from 'vitest';
import { longerWords, runWords } from './retention-words.ts';

type Campaign = RetentionRow['campaigns'][number];
const campaign = (part: Partial<Campaign>): Campaign => ({
  campaignId: 'c-1',
  name: 'Summer renewals',
  needs: [
    { why: 'law', days: 180 },
    { why: 'limit', days: 7 },
  ],
  attemptsDays: 180,
  recordingsDays: null,
  ...part,
});

test('a campaign whose attempts stay longer says why', () => {
  expect(longerWords(campaign({}))).toBe(
    'Summer renewals: 180 days, for its law wants the records for so long.',
  );
  const limit = campaign({ needs: [{ why: 'limit', days: 400 }], attemptsDays: 400 });
  expect(longerWords(limit)).toMatch(/400 days, for a limit of attempts/);
});

test('one that is as the site says is not told', () => {
  expect(longerWords(campaign({ attemptsDays: 365 }))).toBeUndefined();
  expect(longerWords(campaign({ attemptsDays: null }))).toBeUndefined();
  expect(longerWords(campaign({ needs: [] }))).toBeUndefined();
});

const run = (part: Partial<RetentionRun>): RetentionRun => ({
  at: '2026-06-01T12:00:00Z',
  removed: {
    attempts: 12_000,
    recordings: 3,
    'webhook-deliveries': 0,
    imports: 0,
    'agent-states': 0,
  },
  stuckRecordings: 0,
  ...part,
});

test('what was removed is told, and what could not be', () => {
  expect(runWords(run({}))).toBe('12,000 attempts, 3 recordings.');
  expect(runWords(run({ stuckRecordings: 1 }))).toBe(
    '12,000 attempts, 3 recordings. 1 recording could not be removed, and keeps its attempt.',
  );
});
