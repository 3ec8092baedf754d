import { expect, test } from 'vitest';
import type { Effect } from '../effect.ts';
import { ANN, AUTO_ANSWER, answers, BEN, TestSite } from '../test-site.ts';

const engaged = (): TestSite => {
  const site = TestSite.running({ plan: { ...AUTO_ANSWER, assured: { of: 'everybody' } } });
  site.ready(ANN);
  return site;
};
const logged = (effects: readonly Effect[]) =>
  effects.filter(({ type }) => type === 'log-agent-order');

test('who released whom is kept', () => {
  const site = engaged();
  const effects = site.order({ type: 'release-engagement', agentId: ANN });
  expect(answers(effects)).toEqual(['ok']);
  expect(logged(effects)).toEqual([
    {
      type: 'log-agent-order',
      by: 'sue',
      agentId: ANN,
      what: 'agent-released',
      status: undefined,
      at: site.state.now,
    },
  ]);
});

test('so is a status that was set, also one that waits', () => {
  const site = engaged();
  const effects = site.order({ type: 'set-agent-status', agentId: ANN, status: 'not-ready' });
  expect(answers(effects)).toEqual(['waiting']);
  expect(logged(effects)).toMatchObject([{ what: 'agent-status-set', status: 'not-ready' }]);
});

test('what was refused has not been done, and is not kept', () => {
  const site = TestSite.running();
  for (const agentId of [ANN, BEN]) {
    expect(logged(site.order({ type: 'release-engagement', agentId }))).toEqual([]);
  }
});
