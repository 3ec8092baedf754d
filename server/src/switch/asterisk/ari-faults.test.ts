import { pino } from 'pino';
import { expect, test } from 'vitest';
import { SwitchFault } from '../../ports.ts';
import { AriEnd, AriFault } from './ari-faults.ts';

test('a fault says which request was not done, and keeps what was answered', () => {
  const fault = new AriFault('refused', 'originate', { status: 500, body: { error: 'no' } });
  expect(fault).toBeInstanceOf(SwitchFault);
  expect(fault).toMatchObject({
    message: 'the request originate was refused with status 500',
    kind: 'refused',
    status: 500,
    body: { error: 'no' },
  });
});

test('what was answered is not written into a log with the fault', () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  log.error({ err: new AriFault('refused', 'channel', { body: { number: '+12025550142' } }) });
  expect(lines[0]).toContain('the request channel was refused');
  expect(lines[0]).not.toContain('+1202');
});

test('without an answer there is no status', () => {
  expect(new AriFault('late', 'hangUp').message).toBe('the request hangUp was late');
});

test('an end has its reason', () => {
  expect(new AriEnd('replaced', 'another process is there')).toMatchObject({
    name: 'AriEnd',
    reason: 'replaced',
  });
});
