import { millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { madeUpQuestion } from './made-up-question.ts';

test('the record that is asked about on trial is nobody’s', () => {
  const validation = {
    url: 'https://validation.example/ask',
    secretHeader: undefined,
    timeoutMs: millis(500),
    connectionsMax: 1,
    refusedAs: 'no-answer',
    onTimeout: { action: 'dial' },
    onError: { action: 'dial' },
  } as const;
  const { campaignId, campaignName, contactName, record } = madeUpQuestion(
    { id: 'campaign-1', name: 'Spring' },
    validation,
  );
  expect([campaignId, campaignName, contactName]).toEqual(['campaign-1', 'Spring', 'Nobody']);
  expect(record.phone).toMatch(/^\+1\d{3}55501\d\d$/);
});
