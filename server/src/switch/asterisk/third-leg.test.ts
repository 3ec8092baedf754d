import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { expect, test } from 'vitest';
import { consult, onThirdGone } from './consultation.ts';
import { answeredCall } from './exchange.ts';
import { refusedWith, TestExchange, TRUNK } from './test-exchange.ts';
import { endThird } from './third-leg.ts';

function asking(callsPerSecond: number) {
  const at = new TestExchange({ ...TRUNK, callsPerSecond });
  const parsed = parsePhoneNumber('+12025550144');
  if (!parsed.ok) throw new Error('a number for a test');
  const [call] = at.talking();
  consult(at.x, { attemptId: call, target: { kind: 'number', phone: parsed.value } });
  at.asked();
  const end = (): boolean => {
    const found = answeredCall(at.x, call);
    return found !== undefined && endThird(at.x, found);
  };
  return { at, call, end };
}

test('a third party that is being called is hung up, once', () => {
  const { at, end } = asking(100);
  expect([end(), end()]).toEqual([true, true]);
  expect(at.asked()).toEqual(['hangUp third:a1']);
});

test('one that still waits for a trunk is only withdrawn', () => {
  const { at, end } = asking(1);
  expect([end(), end()]).toEqual([false, false]);
  at.pass(5_000);
  expect(at.asked()).toEqual([]);
});

test('one that was never there is told as gone all the same, once', async () => {
  const { at, end } = asking(100);
  at.ari.answers.set('hangUp', refusedWith(404));
  expect(end()).toBe(true);
  await at.settle();
  expect(at.heard()).toEqual(['consultation a1 ended']);
  expect([end(), at.heard()]).toEqual([false, []]);
});

test('one whose end was told already is not told again', async () => {
  const { at, call, end } = asking(100);
  at.ari.answers.set('hangUp', refusedWith(404));
  end();
  onThirdGone(at.x, call, at.legOf('third'));
  await at.settle();
  expect(at.heard()).toEqual(['consultation a1 ended']);
});
