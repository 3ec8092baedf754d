import { expect, test } from 'vitest';
import { campaignGroupId } from '../basics/ids.ts';
import type { ScheduleAction } from './schedule.ts';
import type { ScheduleOrder } from './schedule-orders.ts';
import { ordersOf } from './schedule-orders.ts';

const groupId = campaignGroupId('group');
const target = { kind: 'busy-factor', share: 0.8 } as const;

// biome-ignore format: a table is read in columns.
test.each<[why: string, action: ScheduleAction, orders: readonly ScheduleOrder[]]>([
  ['load',                        { kind: 'load', autoComplete: true },  [{ type: 'load', groupId, autoComplete: true }]],
  ['start as the group has it',   { kind: 'start' },                     [{ type: 'start', groupId }]],
  ['start with parameters',       { kind: 'start', mode: 'predictive', multiplier: 1, target }, [{ type: 'start', groupId, mode: 'predictive', multiplier: 1 }, { type: 'set-target', groupId, target }]],
  ['load and start',              { kind: 'load-and-start', autoComplete: false, mode: 'progressive' }, [{ type: 'load', groupId, autoComplete: false }, { type: 'start', groupId, mode: 'progressive' }]],
  ['change mode',                 { kind: 'set-mode', mode: 'progressive', multiplier: 1.5 }, [{ type: 'set-mode', groupId, mode: 'progressive', multiplier: 1.5 }]],
  ['change mode and target',      { kind: 'set-mode', mode: 'predictive', multiplier: 1, target }, [{ type: 'set-mode', groupId, mode: 'predictive', multiplier: 1 }, { type: 'set-target', groupId, target }]],
  ['stop',                        { kind: 'stop' },                      [{ type: 'stop', groupId }]],
  ['unload',                      { kind: 'unload' },                    [{ type: 'unload', groupId }]],
  ['complete',                    { kind: 'complete' },                  [{ type: 'complete', groupId }]],
])('%s', (_why, action, orders) => {
  expect(ordersOf(action, groupId)).toEqual(orders);
});
