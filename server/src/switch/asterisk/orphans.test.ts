import { attemptId } from '@outpace/engine/basics/ids.ts';
import { minutes } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { ORPHAN_MARK } from '../instance/dialer-config.ts';
import { orphansAmong } from './orphans.ts';
import { TestExchange } from './test-exchange.ts';

const [one, two] = [attemptId('a1'), attemptId('a2')];

test('each leg has a mark of its own, which goes when what it says is written', async () => {
  const at = new TestExchange();
  const marks = [one, two].map((id) => `globalVariable ${ORPHAN_MARK}${at.customerLeg(id)}`);
  const values = ['', '1'];
  at.ari.answers.set('globalVariable', () => ({ value: values.shift() }));
  expect(await orphansAmong(at.x, [one, two])).toEqual([two]);
  expect(at.asked()).toEqual(marks);
  at.pass(minutes(1) - 1);
  expect(at.asked()).toEqual([]);
  at.pass(1);
  expect(at.ari.orders.at(-1)).toEqual({
    name: 'setGlobalVariable',
    order: { variable: `${ORPHAN_MARK}${at.customerLeg(two)}` },
  });
});

test('without any, nothing is forgotten', async () => {
  const at = new TestExchange();
  expect(await orphansAmong(at.x, [one])).toEqual([]);
  expect(at.timers.waits).toEqual([]);
});
