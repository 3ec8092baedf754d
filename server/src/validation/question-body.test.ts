import { millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { madeUpQuestion } from './made-up-question.ts';
import { questionBody } from './question-body.ts';

const question = madeUpQuestion(
  { id: 'campaign-1', name: 'Spring' },
  {
    url: 'https://validation.example/ask',
    secretHeader: 'authorization',
    timeoutMs: millis(500),
    connectionsMax: 1,
    refusedAs: 'no-answer',
    onTimeout: { action: 'dial' },
    onError: { action: 'dial' },
  },
);

test('what is posted names the campaign, the person and the number, and has no holes', () => {
  const body = questionBody({ ...question, customerId: undefined });
  expect(JSON.parse(JSON.stringify(body))).toEqual({
    attemptId: 'made-up',
    campaign: { id: 'campaign-1', name: 'Spring' },
    group: 'made up',
    mode: 'progressive',
    agentId: null,
    list: 'made up',
    contact: { chainId: '0', name: 'Nobody', customerId: null },
    record: {
      id: '0',
      phone: '+12025550123',
      contactType: 'home',
      zone: 'America/New_York',
      attempts: 0,
      fields: {},
    },
  });
});
