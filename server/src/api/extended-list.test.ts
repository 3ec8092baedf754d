import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { tellExtended } from './extended-list.ts';
import { FakeDialer } from './fake-dialer.ts';
import { ScreenHub } from './screen-hub.ts';

test('the rows are looked at, and the dialer asks for them, whatever it says', async () => {
  const kept: string[] = [];
  const dialer = new FakeDialer(new ScreenHub());
  dialer.outcome = fail(refusal('STORE_UNAVAILABLE'));
  const keeper = { keep: (listId: string) => void kept.push(listId) };
  const extended = { by: 'sue', listId: 'l1', dueAt: instant(7) };
  await tellExtended({ dialer, keeper }, extended);
  expect(kept).toEqual(['l1']);
  expect(dialer.supervisorCommands).toMatchObject([
    { by: 'sue', command: { type: 'extend-list', listId: 'l1', dueAt: 7 } },
  ]);
});
