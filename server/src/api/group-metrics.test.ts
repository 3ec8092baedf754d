import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { NO_COUNTS } from '@outpace/engine/dialing/dial-session.ts';
import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { FakeDialer } from './fake-dialer.ts';
import { measureGroups } from './group-metrics.ts';
import { ScreenHub } from './screen-hub.ts';

test('each loaded group has its figures, until it is unloaded', async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const registry = new Registry();
  measureGroups(registry, dialer);
  const counts = { ...NO_COUNTS, attempts: 40, liveAnswers: 12, abandoned: 1 };
  const periodAbandonment = { share: 0.02, low: 0.01, high: 0.05, limit: 0.03 };
  const evening = { groupName: 'Evening', phase: 'running', counts, periodAbandonment } as const;
  dialer.load(campaignGroupId('g-1'), evening);
  const text = await registry.metrics();
  const labels = '{group="g-1",name="Evening"}';
  expect(text).toContain(`outpace_group_dialing${labels} 1`);
  expect(text).toContain(`outpace_group_attempts_total${labels} 40`);
  expect(text).toContain(`outpace_group_live_answers_total${labels} 12`);
  expect(text).toContain(`outpace_group_abandoned_total${labels} 1`);
  expect(text).toContain(`outpace_group_abandoned_share${labels} 0.02`);
  expect(text).toContain(`outpace_group_abandoned_share_limit${labels} 0.03`);

  // Asked a second time it counts nothing twice.
  expect(await registry.metrics()).toBe(text);
  dialer.unload(campaignGroupId('g-1'));
  expect(await registry.metrics()).not.toContain('g-1');
});

test('before the first live answer there is no share', async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const registry = new Registry();
  measureGroups(registry, dialer);
  const periodAbandonment = { share: undefined, low: 0, high: 1, limit: 0.03 };
  dialer.load(campaignGroupId('g-1'), { phase: 'active', periodAbandonment });
  const text = await registry.metrics();
  expect(text).toMatch(/^outpace_group_dialing\{.*\} 0$/m);
  expect(text).not.toMatch(/^outpace_group_abandoned_share\{/m);
});
