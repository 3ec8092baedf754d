import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { expect, test } from 'vitest';
import { draftFrom, planOf, planWords } from './plan-draft.ts';

const session = {
  agents: { loggedOn: 12 },
  mode: 'predictive-seizing',
  target: { kind: 'busy-factor', share: 0.8 },
  abandonment: { limit: 0.03 },
  pacing: { bound: 'risk', forecast: { answerRate: 0.2134 } },
} as SessionRow;

test('a plan begins with what is known of the group', () => {
  const draft = draftFrom(session);
  expect(planOf(draft)).toEqual({
    ...{ agents: 12, hours: 4, records: 20_000, answerRate: 0.213, talkMs: 90_000 },
    ...{ wrapUpMs: 15_000, mode: 'predictive', abandonShareMax: 0.03, days: 10 },
    target: { kind: 'busy-factor', share: 0.8 },
  });
});

test('what is not known is usual', () => {
  const pacing = { ...session.pacing, bound: 'thin-data' } as SessionRow['pacing'];
  const agents = { ...session.agents, loggedOn: 0 };
  const draft = draftFrom({ ...session, agents, pacing, mode: 'progressive' });
  expect(draft).toMatchObject({ agents: 10, answerRate: 25, mode: 'progressive' });
});

test.each([
  ['an empty field', { talk: '' }],
  ['no day at all', { days: 0 }],
  ['everybody answers', { answerRate: 100 }],
  ['a target without its value', { target: { kind: 'agent-wait', value: '', loss: 1 } }],
] as const)('%s is no plan', (_why, part) => {
  expect(planOf({ ...draftFrom(session), ...part })).toBeUndefined();
});

test('plans are told apart in one line', () => {
  const plan = planOf(draftFrom(session)) ?? expect.fail('no plan');
  expect(planWords(plan)).toBe(
    'Predictive, agents 80\u00a0% busy: 12 agents, 4 h, 21.3\u00a0% answer',
  );
  expect(planWords({ ...plan, mode: 'progressive', agents: 1 })).toMatch(/^Progressive: 1 agent, /);
});
