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

test('without an answer there is no status', () => {
  expect(new AriFault('late', 'hangUp').message).toBe('the request hangUp was late');
});

test('an end has its reason', () => {
  expect(new AriEnd('replaced', 'another process is there')).toMatchObject({
    name: 'AriEnd',
    reason: 'replaced',
  });
});
