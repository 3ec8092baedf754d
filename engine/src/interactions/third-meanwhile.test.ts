import { expect, test } from 'vitest';
import { asking, desk, three } from '../test-consulting.ts';
import { ANN, BEN, CAT } from '../test-site.ts';
import type { Interaction } from './interaction.ts';
import type { TakeOver } from './third-meanwhile.ts';
import { takeOver, thirdMeanwhile } from './third-meanwhile.ts';

const asks = asking().call;
const talks = desk().call;

test.each<[why: string, interaction: Interaction, by: typeof ANN | undefined, means: TakeOver]>([
  ['the colleague who was asked', asks, BEN, 'agent'],
  ['the owner, told twice', asks, ANN, 'nothing'],
  ['somebody else than was asked', asks, CAT, 'nothing'],
  ['nobody was asked any more', talks, BEN, 'lost'],
])('%s', (_why, interaction, by, means) => {
  expect(takeOver(interaction, by)).toBe(means);
});

test('who stays, and with whom the agent is to talk', () => {
  const leg = { of: 'attempt', attemptId: asks.attemptId, state: 'talking', agentId: ANN } as const;
  const found = { ...leg, isHeld: false, recording: 'off' } as const;
  const third = { agentId: BEN, isUp: true, side: 'target', hasCall: false } as const;
  expect(thirdMeanwhile(asks, { ...found, third })).toMatchObject({
    type: 'stays',
    hasAnswered: false,
    side: undefined,
  });
  expect(thirdMeanwhile(three().call, { ...found, third })).toMatchObject({ side: 'both' });
  expect(thirdMeanwhile(asks, found)).toEqual({ type: 'gone' });
  expect(thirdMeanwhile(talks, found)).toEqual({ type: 'nothing' });
  expect(thirdMeanwhile(talks, { ...found, third })).toEqual({ type: 'stranger' });
});
