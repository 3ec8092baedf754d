import type { AgentGroupId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { AgentRow } from '@outpace/engine/views/supervisor-view.ts';
import { expect, test } from 'vitest';
import { type Attention, agentsOf, attentionOf, byAttention } from './agent-order.ts';

const now = 1_800_000_000_000;

const agent = (name: string, part: Partial<AgentRow> & { readonly forMs?: number } = {}) =>
  ({
    name,
    phase: 'talking',
    since: instant(now - (part.forMs ?? 1_000)),
    connected: true,
    groupIds: [],
    ...part,
  }) as unknown as AgentRow;

test.each<[string, AgentRow, Attention]>([
  ['a call is simply work', agent('A', { forMs: minutes(40) }), 'none'],
  ['a lost browser comes before all', agent('A', { connected: false }), 'connection-lost'],
  ['a phone that is gone', agent('A', { phase: 'not-ready', reason: 'phone-lost' }), 'phone-lost'],
  ['wrap-up may take its time', agent('A', { phase: 'wrap-up', forMs: seconds(30) }), 'none'],
  ['but not for ever', agent('A', { phase: 'wrap-up', forMs: minutes(2) }), 'long-wrap-up'],
  ['a missed offer', agent('A', { phase: 'not-ready', reason: 'no-answer' }), 'missed-offer'],
  ['a short break', agent('A', { phase: 'not-ready', reason: 'lunch' }), 'none'],
  ['a long one', agent('A', { phase: 'not-ready', forMs: minutes(11) }), 'long-not-ready'],
  ['an idle agent', agent('A', { phase: 'ready', forMs: minutes(4) }), 'long-ready'],
])('%s', (_why, row, attention) => {
  expect(attentionOf(row, now)).toBe(attention);
});

test('those who need attention come first, the longest first; the rest by name', () => {
  const rows = [
    agent('Zoe'),
    agent('Bea', { phase: 'wrap-up', forMs: minutes(2) }),
    agent('Ana', { forMs: minutes(9) }),
    agent('Cem', { phase: 'wrap-up', forMs: minutes(5) }),
    agent('Dan', { connected: false }),
  ];
  expect(byAttention(rows, now).map(({ name }) => name)).toEqual([
    'Dan',
    'Cem',
    'Bea',
    'Ana',
    'Zoe',
  ]);
});

test('only the agents of the group are shown, and all of them when it is unknown', () => {
  const rows = [agent('A', { groupIds: ['g1' as AgentGroupId] }), agent('B')];
  expect(agentsOf(rows, 'g1').map(({ name }) => name)).toEqual(['A']);
  expect(agentsOf(rows, undefined)).toHaveLength(2);
});
