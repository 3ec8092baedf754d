import { expect, test } from 'vitest';
import { dialQuestion } from './dial-question-of.ts';
import { sessionOf } from './entities.ts';
import { ANN, AUTO_ANSWER, chain, GROUP, TestSite } from './test-site.ts';

const RULES = { profile: 'us', hours: [], closedDates: [], limits: [], without: [] } as const;

test.each([
  [undefined, 0],
  [RULES, 1],
])('the past is looked up only where something counts it', (rules, count) => {
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, rules } });
  site.ready(ANN);
  const session = sessionOf(site.state, GROUP);
  const asked = dialQuestion(site.state, session, {
    chain: chain(1),
    hasAgent: true,
    at: site.at,
  });
  expect(asked.past).toHaveLength(count);
  expect(asked).toMatchObject({ campaignId: 'campaign', attemptsMax: 5, hasAgent: true, rules });
});
