import { beforeEach, expect, test } from 'vitest';
import { onGone } from './calls.ts';
import { onFaxTone, onListenerUp } from './detection.ts';
import { refusedWith, TestExchange } from './test-exchange.ts';

let at: TestExchange;

beforeEach(() => {
  at = new TestExchange();
});

function listening() {
  const call = at.answered('a1', 'balanced');
  const leg = at.legOf('listener');
  at.heard();
  at.asked();
  return { call, leg };
}

test('the called side is listened to on a leg of its own', () => {
  at.answered('a1', 'balanced');
  expect(at.asked().at(-1)).toBe('snoop customer:a1 listener:a1 outpace-main in none');
});

test('without a profile nobody listens', () => {
  at.answered();
  expect(at.asked().some((line) => line.startsWith('snoop'))).toBe(false);
});

test('a fresh listener is told what to listen for, and sent off', () => {
  const { call, leg } = listening();
  onListenerUp(at.x, call, leg, []);
  expect(at.asked()).toEqual([
    'subscribe outpace-main listener:a1',
    'setVariable listener:a1 TONE_DETECT(2100,400,n(1)er) ',
    'setVariable listener:a1 OUTPACE_APP outpace-main',
    'setVariable listener:a1 OUTPACE_AMD 2500,2200,600,5000,120,50,6,256,5000',
    'continueInDialplan listener:a1 outpace-amd s',
  ]);
});

test('one that comes back with a verdict says it, and is let go', () => {
  const { call, leg } = listening();
  at.pass(1_800);
  onListenerUp(at.x, call, leg, ['amd', 'MACHINE', 'MAXWORDS-7-6']);
  expect(at.heard()).toEqual(['call-progress a1 machine MAXWORDS-7-6 1800']);
  expect(at.asked()).toEqual(['hangUp listener:a1']);
  onListenerUp(at.x, call, leg, ['amd', 'HUMAN', '']);
  expect(at.heard()).toEqual([]);
});

test('the tone of a fax comes before any other verdict', () => {
  const { call, leg } = listening();
  onFaxTone(at.x, call, 'another leg');
  at.pass(500);
  onFaxTone(at.x, call, leg);
  onFaxTone(at.x, call, leg);
  expect(at.heard()).toEqual(['call-progress a1 fax TONE-2100 500']);
});

test.each<[what: string, packets: number, told: string]>([
  ['nothing has come from there at all', 0, 'call-progress a1 silence NO-RTP 5000'],
  ['something has', 250, 'call-progress a1 person TOOLONG-5000 5000'],
])('where nothing was decided and %s', async (_what, rxcount, told) => {
  const { call, leg } = listening();
  at.ari.answers.set('rtpStatistics', () => ({ rxcount, txcount: 0, rxploss: 0 }));
  at.pass(5_000);
  onListenerUp(at.x, call, leg, ['amd', 'NOTSURE', 'TOOLONG-5000']);
  await at.settle();
  expect(at.heard()).toEqual([told]);
});

test('who has hung up is not judged', () => {
  const { call, leg } = listening();
  onListenerUp(at.x, call, leg, ['amd', 'HANGUP', '']);
  expect(at.heard()).toEqual([]);
});

test('the listener goes with the call', () => {
  const { call } = listening();
  onGone(at.x, call, { cause: 16, sipCode: undefined });
  expect(at.asked()).toContain('hangUp listener:a1');
});

test('a call that cannot be listened to goes on', async () => {
  at.ari.answers.set('snoop', refusedWith(404));
  const call = at.answered('a1', 'quick');
  await at.settle();
  expect(at.x.listeners.has(call)).toBe(false);
});
