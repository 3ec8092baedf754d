import type { SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { expect, test } from 'vitest';
import { draftFrom, planOf, planWords, replayed } from './plan-draft.ts';

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

test('a past day gives the people, the hours and the shapes, not the mode', () => {
  const shape = { answerRates: [0.2, 0.3], answerAfterMs: [1_000, 9_000], talkMs: [5, 90_000] };
  const day = { attempts: 900, agents: 7, hours: 7.94, answerRate: 0.2512, shape };
  const draft = replayed(draftFrom(session), { ...day, talkMs: 74_600, wrapUpMs: 12_400 });
  const plan = planOf(draft) ?? expect.fail('no plan');
  expect(plan).toMatchObject({
    ...{ agents: 7, hours: 7.9, answerRate: 0.251, talkMs: 75_000, wrapUpMs: 12_000 },
    ...{ mode: 'predictive', target: { kind: 'busy-factor', share: 0.8 }, shape },
  });
  expect(planWords(plan)).toMatch(/shaped like a past day$/);
});

test('plans are told apart in one line', () => {
  const plan = planOf(draftFrom(session)) ?? expect.fail('no plan');
  expect(planWords(plan)).toBe(
    'Predictive, agents 80\u00a0% busy: 12 agents, 4 h, 21.3\u00a0% answer',
  );
  expect(planWords({ ...plan, mode: 'progressive', agents: 1 })).toMatch(/^Progressive: 1 agent, /);
});
