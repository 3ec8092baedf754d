import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { AgentLine } from './agent-line.ts';
import { newLine } from './agent-line.ts';
import type { AnsweredCall, Talk, Third } from './call.ts';
import { agentsOf, NOBODY, placesOf } from './call.ts';
import type { Place } from './place.ts';

const [ann, ben, sue] = [agentId('ann'), agentId('ben'), agentId('sue')];

const line = (id: AgentId): readonly [AgentId, AgentLine] => [
  id,
  {
    ...newLine(id),
    leg: {
      phase: 'up',
      legId: id,
      isDropped: false,
      isLost: false,
      contact: undefined,
      heard: { packets: 0, at: instant(0), isSilent: false },
    },
  },
];
const lines = new Map([line(ann), line(ben), line(sue)]);

const call = (talk: Partial<Talk>): AnsweredCall => ({
  attemptId: attemptId('a1'),
  legId: 'customer',
  isEnding: false,
  isRefused: false,
  phase: 'answered',
  answeredAt: instant(0),
  talk: { ...NOBODY, ...talk },
});

const third: Third = {
  of: 'number',
  legId: 'third',
  purpose: 'consult',
  isUp: true,
  hasRung: true,
  isEnding: false,
};
const asked = { ...third, isUp: false };
const colleague: Third = { ...third, of: 'agent', agentId: ben };
const gone = agentId('gone');

const placed = (talk: Partial<Talk>): Record<string, Place['at']> =>
  Object.fromEntries(
    [...placesOf(call(talk), lines, 'call')].map(([legId, { at }]) => [legId, at]),
  );

test.each<[why: string, talk: Partial<Talk>, places: Record<string, Place['at']>]>([
  ['nobody is there yet', {}, { customer: 'nowhere' }],
  ['the agent is still on the way', { agentId: gone }, { customer: 'nowhere' }],
  ['the agent is there', { agentId: ann }, { ann: 'bridge', customer: 'bridge' }],
  ['the agent is lost', { agentId: gone, wasJoined: true }, { customer: 'bridge' }],
  ['held', { agentId: ann, isHeld: true }, { ann: 'bridge', customer: 'music' }],
  ['held without an agent', { isHeld: true }, { customer: 'music' }],
  [
    'a third party is being called',
    { agentId: ann, third: asked, side: 'target' },
    { ann: 'bridge', customer: 'music' },
  ],
  [
    'the third party is asked',
    { agentId: ann, third, side: 'target' },
    { ann: 'bridge', third: 'bridge', customer: 'music' },
  ],
  [
    'back to the customer',
    { agentId: ann, third, side: 'customer' },
    { ann: 'bridge', third: 'music', customer: 'bridge' },
  ],
  [
    'all three',
    { agentId: ann, third, side: 'both' },
    { ann: 'bridge', third: 'bridge', customer: 'bridge' },
  ],
  [
    'the third party is an agent',
    { agentId: ann, third: colleague, side: 'both' },
    { ann: 'bridge', ben: 'bridge', customer: 'bridge' },
  ],
  [
    'the third party is leaving',
    { agentId: ann, third: { ...third, isEnding: true }, side: 'customer' },
    { ann: 'bridge', customer: 'bridge' },
  ],
  [
    'the agent has left',
    { third, side: 'both', wasJoined: true },
    { third: 'bridge', customer: 'bridge' },
  ],
  [
    'passed on, and not yet taken',
    { agentId: ann, third: { ...asked, purpose: 'transfer' } },
    { ann: 'bridge', customer: 'bridge' },
  ],
  [
    'a supervisor has joined in',
    { agentId: ann, supervisors: new Map([[sue, 'barge']]) },
    { ann: 'bridge', sue: 'bridge', customer: 'bridge' },
  ],
  [
    'a supervisor only listens',
    { agentId: ann, supervisors: new Map([[sue, 'listen']]) },
    { ann: 'bridge', customer: 'bridge' },
  ],
])('where everybody is: %s', (_why, talk, places) => {
  expect(placed(talk)).toEqual(places);
});

test('everybody takes part who has to be let go at the end', () => {
  const supervisors = new Map([[sue, 'whisper']] as const);
  expect(agentsOf(call({ agentId: ann, third: colleague, supervisors }))).toEqual([ann, ben, sue]);
});
