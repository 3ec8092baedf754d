import { campaignGroupId, commandId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { FakeDialer } from './fake-dialer.ts';
import { ScreenHub } from './screen-hub.ts';
import { scheduleCommand, supervisorCommand } from './supervisor-command.ts';

const groupId = campaignGroupId('g-1');
const id = commandId('c-1');
const noPlans = { plan: async () => undefined };

test('a command without a plan goes straight to the dialer', async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const command = { type: 'stop', groupId } as const;
  const outcome = await supervisorCommand({ dialer, plans: noPlans }, 'max', id, command);
  expect(outcome).toEqual({ ok: true, value: { done: 'done' } });
  expect(dialer.supervisorCommands).toEqual([{ by: 'max', commandId: 'max/c-1', command }]);
});

test('a group that is not there is refused before the dialer hears of it', async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const command = { type: 'load', groupId, autoComplete: false } as const;
  const outcome = await supervisorCommand({ dialer, plans: noPlans }, 'max', id, command);
  expect(outcome).toEqual({
    ok: false,
    problem: { code: 'CAMPAIGN_GROUP_NOT_FOUND', detail: 'g-1' },
  });
  expect(dialer.supervisorCommands).toEqual([]);
});

test('a schedule gives each command anew, in its own name', async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const order = { type: 'start', groupId, mode: 'progressive' } as const;
  const parts = { dialer, plans: noPlans, onFault: () => {} };
  await scheduleCommand(parts, 'schedule Morning', order);
  await scheduleCommand(parts, 'schedule Morning', order);
  const given = dialer.supervisorCommands;
  expect(given).toMatchObject([
    { by: 'schedule Morning', command: order },
    { by: 'schedule Morning', command: order },
  ]);
  expect(given[0]?.commandId).not.toBe(given[1]?.commandId);
});

test('a plan that cannot be read is a store that cannot be asked', async () => {
  const dialer = new FakeDialer(new ScreenHub());
  const gone = new Error('the database is gone');
  const faults: unknown[] = [];
  const parts = {
    dialer,
    plans: { plan: () => Promise.reject(gone) },
    onFault: (fault: unknown) => faults.push(fault),
  };
  const order = { type: 'load', groupId, autoComplete: true } as const;
  const outcome = await scheduleCommand(parts, 'schedule Morning', order);
  expect(outcome).toEqual({ ok: false, problem: { code: 'STORE_UNAVAILABLE' } });
  expect([faults, dialer.supervisorCommands]).toEqual([[gone], []]);
});
