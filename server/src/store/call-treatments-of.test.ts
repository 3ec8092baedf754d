import { expect, test } from 'vitest';
import { callTreatmentsOf } from './call-treatments-of.ts';

test('a transfer has its caller id only where it names one', () => {
  const transfer = { kind: 'transfer', to: '+12025550100', ringMs: 30_000 } as const;
  expect(
    callTreatmentsOf({
      machine: { ...transfer, callerId: null },
      fax: { ...transfer, callerId: '+12025550101' },
      silence: { kind: 'message', message: 'offer' },
    }),
  ).toEqual({
    machine: transfer,
    fax: { ...transfer, callerId: '+12025550101' },
    silence: { kind: 'message', message: 'offer' },
  });
});
