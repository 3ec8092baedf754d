import { expect, test } from 'vitest';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { ANN, AUTO_ANSWER, BEN, chain, chains, record, TestSite } from '../test-site.ts';

const vip = (n: number) => chain(n, { records: [record(n, { fields: { vip: true } })] });
const byField = { of: 'field', key: 'vip' } as const;
const auto = (changes: Partial<CampaignPlan>): Partial<CampaignPlan> => ({
  ...AUTO_ANSWER,
  ...changes,
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, plan: Partial<CampaignPlan>, list: readonly ReturnType<typeof chain>[], picture: object]>([
  ['each free agent gets a record', auto({}), chains(3),
    { ann: 'reserved 1', ben: 'reserved 2', group: 'running: 3' }],
  ['shown first where the campaign shows it', {}, chains(3),
    { ann: 'previewing 1', ben: 'previewing 2', group: 'running: 3' }],
  ['with more lines nobody is promised', auto({ multiplier: 1.5 }), chains(4),
    { ann: 'ready', ben: 'ready', group: 'running: 4' }],
  ['but to an assured record', auto({ multiplier: 1.5, assured: byField }), [vip(1), chain(2), vip(3)],
    { ann: 'engaged 1', ben: 'engaged 3', group: 'running:' }],
  ['which is passed by when nobody is left for it', auto({ multiplier: 2, assured: byField }),
    [vip(1), vip(2), vip(3), chain(4)],
    { ann: 'engaged 1', ben: 'engaged 2', group: 'running: 3' }],
  ['with seizing all are dialed for anybody', auto({ mode: 'progressive-seizing' }), chains(3),
    { ann: 'engaged', ben: 'engaged', group: 'running: 3' }],
  ['but the assured for one of them', auto({ mode: 'progressive-seizing', assured: byField }), [vip(1), chain(2)],
    { ann: 'engaged 1', ben: 'engaged', group: 'running:' }],
])('%s', (_why, plan, list, picture) => {
  const site = TestSite.running({ plan, chains: list, agents: [ANN, BEN] });
  site.step({ type: 'switch-down' });
  site.ready(ANN);
  site.ready(BEN);
  site.step({ type: 'switch-up', legs: [] });
  expect(site.picture()).toMatchObject(picture);
});
