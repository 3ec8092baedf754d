import { pino } from 'pino';
import { expect, test } from 'vitest';
import { SwitchFault } from '../../ports.ts';
import { AriEnd, AriFault } from './ari-faults.ts';

test.each<[fault: AriFault, message: string]>([
  [
    new AriFault('refused', 'hangUp', { status: 404, body: { message: 'Channel not found' } }),
    'the request hangUp was refused with status 404',
  ],
  [new AriFault('late', 'originate'), 'the request originate was late'],
  [new AriFault('lost', 'originate'), 'the request originate was lost'],
])('says what was not done: $message', (fault, message) => {
  expect(fault).toBeInstanceOf(SwitchFault);
  expect(fault.message).toBe(message);
});

test('keeps what the switch said out of the message: it may repeat a number', () => {
  const body = { message: 'no route to +12025550100' };
  const fault = new AriFault('refused', 'originate', { status: 500, body });
  expect(fault).toMatchObject({ kind: 'refused', status: 500, body });
  expect(fault.message).not.toContain('2025550100');
});

test('nor is what was answered written into a log with the fault', () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  log.error({ err: new AriFault('refused', 'channel', { body: { number: '+12025550100' } }) });
  expect(lines[0]).toContain('the request channel was refused');
  expect(lines[0]).not.toContain('2025550100');
});

test('passes the cause on', () => {
  const cause = new Error('socket hang up');
  expect(new AriFault('lost', 'ping', { cause }).cause).toBe(cause);
});

test('an end for good says why, and is a fault of the switch', () => {
  const end = new AriEnd('too-old', 'Asterisk 18 is too old');
  expect(end).toBeInstanceOf(SwitchFault);
  expect(end).toMatchObject({
    name: 'AriEnd',
    reason: 'too-old',
    message: 'Asterisk 18 is too old',
  });
});
