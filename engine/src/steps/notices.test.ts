import { expect, test } from 'vitest';
import { agentGroupId } from '../basics/ids.ts';
import { ANN, BEN, CAT, chain, GROUP, plan, TestSite } from '../test-site.ts';

const told = (site: TestSite, id = ANN): readonly string[] =>
  site.agent(id).notices.map(({ kind }) => kind);

function loaded(): TestSite {
  const site = new TestSite();
  site.logOn(ANN);
  site.logOn(CAT, [agentGroupId('others')]);
  site.load();
  return site;
}

test('agents hear of a campaign when it is loaded, not while it is loading', () => {
  const site = loaded();
  expect(told(site)).toEqual([]);
  site.lease([chain(1)]);
  expect([told(site), told(site, CAT)]).toEqual([['loaded'], []]);
});

test('and of everything that happens to it', () => {
  const site = loaded();
  site.lease([chain(1)]);
  site.start();
  site.order({ type: 'set-mode', groupId: GROUP, mode: 'progressive', multiplier: 2 });
  site.order({ type: 'stop', groupId: GROUP });
  expect(told(site)).toEqual(['loaded', 'started', 'mode-changed', 'stopped']);
  site.lease([]);
  site.order({ type: 'unload', groupId: GROUP });
  expect(told(site)).toEqual(['stopped', 'unloaded']);
});

test('they hear of the mode that is used from now on', () => {
  const site = loaded();
  site.lease([chain(1)]);
  site.order({ type: 'start', groupId: GROUP, mode: 'progressive', multiplier: 1 });
  site.order({ type: 'set-mode', groupId: GROUP, mode: 'predictive', multiplier: 1 });
  const modes = site.agent(ANN).notices.map(({ kind, mode }) => [kind, mode]);
  expect(modes.slice(1)).toEqual([
    ['started', 'progressive'],
    ['mode-changed', 'predictive'],
  ]);
});

test('who logs on later hears what is loaded and what runs', () => {
  const site = loaded();
  site.logOn(BEN);
  expect(told(site, BEN)).toEqual([]);
  site.lease([chain(1)]);
  site.start();
  const late = TestSite.running({ agents: [] });
  late.logOn(BEN);
  expect(told(late, BEN)).toEqual(['loaded', 'started']);
});

test('but nothing of a campaign on its way out', () => {
  const site = TestSite.running();
  site.ready(ANN);
  site.talk(ANN);
  site.order({ type: 'complete', groupId: GROUP });
  site.logOn(BEN);
  expect(told(site, BEN)).toEqual([]);
});

test('notices gate nothing', () => {
  const site = loaded();
  site.lease([chain(1)]);
  site.start();
  site.ready(ANN);
  expect([told(site), site.picture().ann]).toEqual([['loaded', 'started'], 'previewing 1']);
});

test('a notice names the mode in which it runs', () => {
  const site = new TestSite();
  site.logOn(ANN);
  site.load(plan());
  site.lease([]);
  expect(site.agent(ANN).notices[0]).toMatchObject({ mode: 'progressive', groupName: 'Group' });
});
