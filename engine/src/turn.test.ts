import { expect, test } from 'vitest';
import { after, seconds } from './basics/time.ts';
import { ANN, BEN, GROUP, START, TestSite } from './test-site.ts';
import { endTurn, newTurn, nextId } from './turn.ts';

const later = after(START, seconds(5));

test('a turn moves the site’s time on', () => {
  const { state } = new TestSite();
  newTurn(state, later);
  expect(state.now).toBe(later);
});

test('ids are counted over all kinds, never given twice', () => {
  const { state } = new TestSite();
  expect([nextId(state, 'a'), nextId(state, 'i'), nextId(state, 'a')]).toEqual([
    'a000001-00000001',
    'i000001-00000002',
    'a000001-00000003',
  ]);
});

test('views are told last, each once, however often they changed', () => {
  const { state } = new TestSite();
  const turn = newTurn(state, later);
  for (const id of [BEN, ANN, BEN]) turn.agentsChanged.add(id);
  turn.sessionsChanged.add(GROUP);
  turn.effects.push({ type: 'release-chains', chainIds: [], toTop: false });
  expect(endTurn(turn)).toEqual([
    { type: 'release-chains', chainIds: [], toTop: false },
    { type: 'agent-changed', agentId: BEN },
    { type: 'agent-changed', agentId: ANN },
    { type: 'session-changed', groupId: GROUP },
  ]);
});
