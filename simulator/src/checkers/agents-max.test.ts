import { agentId, attemptId, interactionId } from '@outpace/engine/basics/ids.ts';
import { EQUAL_STAFFING } from '@outpace/engine/campaigns/staffing.ts';
import { expect, test } from 'vitest';
import { AgentsMax } from './agents-max.ts';
import { openedIn, Scene } from './scene.ts';

/** Ann is dialed for, and then somebody else while she is still at work. */
function secondDial(agentsMax: number | undefined): readonly string[] {
  const staffing = { ...EQUAL_STAFFING, agentsMax };
  const scene = new Scene([new AgentsMax()], { staffing });
  const moment = scene.dial();
  const first = openedIn(moment);
  const { groupId, chainId, recordId } = first;
  const opened = {
    groupId,
    attemptId: first.attemptId,
    chainId,
    recordId,
    campaignId: first.campaignId,
  } as const;
  const begun = { ...opened, type: 'open-interaction', openedAt: scene.at } as const;
  const ids = { interactionId: interactionId('another'), agentId: agentId('ben') };
  scene.show({ ...moment, effects: [{ ...begun, ...ids }] });
  const last = { ...first, attemptId: attemptId('last'), agentId: agentId('cleo') };
  scene.show({ ...moment, effects: [last] });
  return scene.broken;
}

test('a dial for one more than the group may have is found', () => {
  expect(secondDial(2)).toEqual(['group-scene dials for 3 agents, and may have 2']);
});

test.each([3, undefined])('as many as it may have: %s', (agentsMax) => {
  expect(secondDial(agentsMax)).toEqual([]);
});
