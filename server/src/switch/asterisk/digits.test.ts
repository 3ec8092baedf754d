import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { onGone } from './calls.ts';
import { consult, talkWith } from './consultation.ts';
import { sendDigits } from './digits.ts';
import { TestExchange } from './test-exchange.ts';

const digit = (of: string): string => `sendDigits customer:a1 ${of}`;

test('digits go out one by one, those pressed later after those pressed before', () => {
  const at = new TestExchange();
  const [call] = at.talking();
  const press = (digits: string): void =>
    sendDigits(at.x, { type: 'send-digits', attemptId: call, digits });
  press('12');
  press('#');
  expect(at.asked()).toEqual([digit('1')]);
  at.pass(200);
  expect(at.asked()).toEqual([digit('2')]);
  at.pass(400);
  expect(at.asked()).toEqual([digit('#')]);
  press('0');
  expect(at.asked()).toEqual([digit('0')]);
});

test('digits for a call that has gone are forgotten', () => {
  const at = new TestExchange();
  const [call] = at.talking();
  const order = { type: 'send-digits', attemptId: call, digits: '123' } as const;
  sendDigits(at.x, order);
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  at.asked();
  at.pass(1_000);
  sendDigits(at.x, order);
  expect([at.asked(), at.x.digits.size]).toEqual([[], 0]);
});

test('digits go to whom the agent talks with alone', () => {
  const at = new TestExchange();
  const [call] = at.talking();
  at.agentUp('ben');
  consult(at.x, { attemptId: call, target: { kind: 'agent', agentId: agentId('ben') } });
  at.asked();
  sendDigits(at.x, { type: 'send-digits', attemptId: call, digits: '1' });
  at.pass(400);
  expect(at.asked()).toEqual(['sendDigits agent:ben 1']);
  talkWith(at.x, { attemptId: call, side: 'customer' });
  at.asked();
  sendDigits(at.x, { type: 'send-digits', attemptId: call, digits: '2' });
  expect(at.asked()).toEqual([digit('2')]);
});
