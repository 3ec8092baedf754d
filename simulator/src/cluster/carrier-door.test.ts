import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant, millis, minutes } from '@outpace/engine/basics/time.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { expect, onTestFinished, test } from 'vitest';
import type { CalleeOf } from '../carrier.ts';
import { CarrierDoor, type HeardOrder } from './carrier-door.ts';
import { FarSwitch } from './far-switch.ts';

const MAIN = siteId('main');
const ONE = attemptId('a000001-00000001');
const ANN = agentId('ann');

const talkative: CalleeOf = () => ({
  setUpMs: millis(1),
  kind: 'answers',
  who: 'person',
  ringMs: millis(1),
  talkMs: minutes(5),
  patienceMs: minutes(5),
  verdict: 'person',
  verdictMs: millis(1),
});

async function scene() {
  const orders: HeardOrder[] = [];
  const door = new CarrierDoor(talkative, (order) => orders.push(order));
  onTestFinished(() => door.close());
  const port = await door.listen();
  const open = async (by: string) => {
    const events: SwitchEvent[] = [];
    const ends: string[] = [];
    const far = await FarSwitch.open({ port, by }, MAIN);
    far.onEvent((event) => events.push(event));
    far.onEnd((reason) => ends.push(reason.message));
    onTestFinished(() => far.close());
    return { far, events, ends };
  };
  return { orders, door, port, open };
}

const dial = (far: FarSwitch): void =>
  far.originate({
    type: 'originate',
    attemptId: ONE,
    phone: phone(1),
    giveUpAt: instant(Date.now() + 60_000),
    detect: 'balanced',
    message: 'sorry',
    callerId: undefined,
  });

test('all legs are gone when the switch that had them has died', async () => {
  const { door, open } = await scene();
  const { far, events } = await open('first');
  dial(far);
  await expect.poll(() => events.at(-1)?.type).toBe('call-progress');
  expect(await far.survey()).toHaveLength(1);
  door.vanish();
  expect(await far.survey()).toEqual([]);
});

test('calls of one process are heard by the next, and the first one is told', async () => {
  const { orders, open } = await scene();
  const first = await open('first');
  expect(await first.far.survey()).toEqual([]);
  dial(first.far);
  await expect.poll(() => first.events.at(-1)?.type).toBe('call-progress');
  first.far.bridge({ type: 'bridge', attemptId: ONE, agentId: ANN, pairedAs: undefined } as never);
  const second = await open('second');
  await expect.poll(() => first.ends).toHaveLength(1);
  expect(await second.far.survey()).toMatchObject([
    { of: 'attempt', attemptId: ONE, state: 'talking', agentId: ANN },
  ]);
  second.far.hangUp({ type: 'hang-up', attemptId: ONE } as never);
  await expect.poll(() => second.events.at(-1)?.type).toBe('call-ended');
  expect(first.events.some(({ type }) => type === 'call-ended')).toBe(false);
  expect(orders.map(({ by, type, isLate }) => [by, type, isLate])).toEqual([
    ['first', 'originate', false],
    ['first', 'bridge', false],
    ['second', 'hang-up', false],
  ]);
});

test('what is ordered after another has come is carried out, and told as late', async () => {
  const { orders, open } = await scene();
  const first = await open('first');
  const second = await open('second');
  await second.far.survey();
  dial(first.far);
  await expect.poll(() => orders).toMatchObject([{ by: 'first', isLate: true }]);
});
