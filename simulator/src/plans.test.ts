import { callingListId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { planProblem } from '@outpace/engine/campaigns/campaign.ts';
import { expect, test } from 'vitest';
import { DELIVERIES, LIMITS, planOf } from './plans.ts';

test.each(DELIVERIES)('a plan with delivery $kind can be loaded', (delivery) => {
  const plan = planOf({
    name: 'a',
    agentGroup: 'sales',
    lists: [callingListId('list')],
    multiplier: 1,
    delivery,
    autoDone: false,
    attemptsMax: 5,
    dispositionMandatory: true,
    limits: LIMITS,
  });
  expect(planProblem(plan, instant(Date.UTC(2026, 10, 23)))).toBeUndefined();
});
