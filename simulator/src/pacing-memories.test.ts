import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { PacingMemories } from './pacing-memories.ts';
import { smoke } from './scenarios/smoke.ts';

const [group] = smoke.setUp(1, smoke.sizeOf(1)).groups;
const learned = (talk: number) =>
  ({ version: 1, lists: { '': [1] }, talk: [talk], wrapUp: [] }) as const;

test('the plan of a campaign comes with what was learned last, another one without', () => {
  if (group === undefined) throw new Error('a day has a group');
  const { plan } = group;
  const memories = new PacingMemories();
  expect(memories.of(plan)).toEqual(plan);
  for (const talk of [1, 2]) {
    const what = { campaignId: plan.campaignId, memory: learned(talk), at: instant(0) };
    memories.save({ type: 'save-pacing-memory', ...what });
  }
  expect(memories.of(plan)).toEqual({ ...plan, memory: learned(2) });
});
