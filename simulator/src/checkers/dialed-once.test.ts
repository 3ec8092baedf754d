import { attemptId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, hours, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { OpenAttempt } from '@outpace/engine/effect.ts';
import { expect, test } from 'vitest';
import { DialedOnce } from './dialed-once.ts';
import { openedIn, Scene } from './scene.ts';

const LISTEN = { detect: 'balanced', message: 'sorry' } as const;

/** Somebody is dialed, the process dies, and the next one closes the attempt with this result. */
function afterDeath(result: CallResult | undefined) {
  const scene = new Scene([new DialedOnce()]);
  const opened = openedIn(scene.dial());
  scene.show({ type: 'killed', at: scene.at });
  const { attemptId: id } = opened;
  if (result !== undefined) scene.step({ type: 'call-ended', attemptId: id, result });
  const dial = (order: OpenAttempt, at: Instant): readonly string[] => {
    if (order.attemptId !== id) scene.store.commit(scene.state.epoch, [order]);
    const { phone } = order;
    const action = { type: 'originate', attemptId: order.attemptId, phone, giveUpAt: at } as const;
    scene.show({ type: 'sent', at, action: { ...action, ...LISTEN }, store: scene.store });
    return scene.broken;
  };
  return { scene, opened, dial, again: { ...opened, attemptId: attemptId('again') } };
}

test('an attempt is dialed once', () => {
  const { opened, dial, scene } = afterDeath('busy');
  expect(dial(opened, scene.at)).toEqual([expect.stringContaining('is dialed twice')]);
});

test('whom a dead process dialed is not dialed before that call is closed', () => {
  const { again, dial, scene } = afterDeath(undefined);
  expect(dial(again, scene.at)).toEqual([expect.stringContaining('nobody has closed')]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, result: CallResult, wait: number, mode: OpenAttempt['mode'], broken: number]>([
  ['where nobody knows, not within the hour', 'switch-error', minutes(59), 'progressive', 1],
  ['after it, as the campaign has it',        'switch-error', hours(2),    'progressive', 0],
  ['by hand at any time',                     'switch-error', minutes(1),  'manual',      0],
  ['at once where it is known',               'busy',         minutes(1),  'progressive', 0],
])('a record rests after a death: %s', (_why, result, wait, mode, broken) => {
  const { again, dial, scene } = afterDeath(result);
  const at = instant(after(scene.at, minutes(0)) + wait);
  expect(dial({ ...again, mode }, at)).toHaveLength(broken);
});
