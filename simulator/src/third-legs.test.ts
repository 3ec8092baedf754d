import { agentId } from '@outpace/engine/basics/ids.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import type { ThirdFate } from './third-legs.ts';
import { newThirdLeg, survivingThird, thirdAgent, thirdPlans } from './third-legs.ts';

const ben = { kind: 'agent', agentId: agentId('ben') } as const;
const number = { kind: 'number', phone: phone(7) } as const;
const leg = (fate: ThirdFate = 'answers') =>
  newThirdLeg({ serial: 1, target: number, purpose: 'consult', fate });

test.each<[fate: ThirdFate, does: readonly string[]]>([
  ['answers', ['third-rings', 'third-answers', 'third-leaves']],
  ['hangs-up', ['third-rings', 'third-answers', 'third-leaves']],
  ['is-busy', ['third-leaves']],
  ['rings-out', ['third-rings', 'third-leaves']],
])('who %s does so in order, and never stays for ever', (fate, does) => {
  const plans = thirdPlans(leg(fate));
  expect(plans.map(([what]) => what)).toEqual(does);
  const waits = plans.map(([, wait]) => wait);
  expect(waits).toEqual(waits.toSorted((a, b) => a - b));
});

test('with a consultation alone the agent turns to the third party at once', () => {
  const sides = (['consult', 'transfer', 'conference'] as const).map(
    (purpose) => newThirdLeg({ serial: 1, target: ben, purpose, fate: 'answers' }).side,
  );
  expect(sides).toEqual(['target', 'customer', 'customer']);
});

test('a survey names the agent, and says who has the call', () => {
  const third = newThirdLeg({ serial: 1, target: ben, purpose: 'consult', fate: 'answers' });
  expect([thirdAgent(third), thirdAgent(leg())]).toEqual(['ben', undefined]);
  expect(survivingThird({ ...leg(), isUp: true, hasCall: true })).toEqual({
    agentId: undefined,
    isUp: true,
    side: 'both',
    hasCall: true,
  });
});
