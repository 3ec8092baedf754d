import { expect, test } from 'vitest';
import { must } from './basics/assert.ts';
import type { AgentId } from './basics/ids.ts';
import { after, minutes } from './basics/time.ts';
import { callbackAgent, treatedAsMissedAt } from './callback-agent.ts';
import type { CallbackRules } from './calling-lists/callback.ts';
import { USUAL_CALLBACK_RULES } from './calling-lists/callback.ts';
import { sessionOf } from './entities.ts';
import { ANN, BEN, chain, GROUP, plan, record, START, TestSite } from './test-site.ts';

type Row = [
  why: string,
  away: CallbackRules['whenAway'],
  ready: AgentId[],
  late: number,
  who?: AgentId,
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['its own agent before who waits longer', 'group', [BEN, ANN], 60, ANN],
  ['nobody else in its time',               'group', [BEN],       0],
  ['anybody when its agent stays away',     'group', [BEN],      60, BEN],
  ['nobody else where it is kept for them', 'keep',  [BEN],      60],
])('%s', (_why, whenAway, ready, late, who) => {
  const callbacks = { ...USUAL_CALLBACK_RULES, whenAway, waitMs: minutes(15) };
  const s = TestSite.running({ agents: [ANN, BEN], chains: [], plan: { callbacks } });
  for (const id of ready) s.ready(id);
  const promised = chain(7, {
    dueAt: START,
    records: [record(7, { type: 'personal-callback', agentId: ANN })],
  });
  const held = { chain: promised, groupId: GROUP, place: 'buffer', declined: new Map() } as const;
  const at = after(START, minutes(late));
  const found = callbackAgent(s.state, sessionOf(s.state, GROUP), held, at);
  expect(found?.agentId).toBe(who);
});

test('not who has just let it pass', () => {
  const s = TestSite.running({ agents: [ANN], chains: [] });
  s.ready(ANN);
  const mine = chain(7, { records: [record(7, { type: 'personal-callback', agentId: ANN })] });
  const declined = new Map([[ANN, after(s.at, minutes(1))]]);
  const held = { chain: mine, groupId: GROUP, place: 'buffer', declined } as const;
  const session = must(s.state.sessions.get(GROUP), 'the session');
  expect(callbackAgent(s.state, session, held, s.at)).toBeUndefined();
});

test('the plan is asked about a missed callback only where it has a rule for it', () => {
  const callbacks = { ...USUAL_CALLBACK_RULES, waitMs: minutes(15) };
  const rule = {
    on: { by: 'call-result', result: 'agent-callback-error' },
    action: 'mark-agent-error',
  } as const;
  expect([
    treatedAsMissedAt(plan({ callbacks }), START),
    treatedAsMissedAt(plan({ callbacks, treatments: [rule] }), START),
  ]).toEqual([undefined, after(START, minutes(15))]);
});
