import type { TreatmentBody } from '@outpace/protocol/treatments.ts';
import { expect, test } from 'vitest';
import { treatmentOf } from './treatment-of.ts';

const on = { by: 'call-result', result: 'busy' } as const;
const cycle = { intervalMs: 60_000, incrementMs: 0, cycleAttempts: 3 };

test.each<TreatmentBody>([
  { on, action: 'redial', ...cycle, owner: 'personal' },
  { on, action: 'next-in-chain-after', ...cycle, sequence: 2 },
  { on, action: 'assign-to-group', intervalMs: 60_000 },
  { on, action: 'retry-at', local: '2026-12-01T10:00' },
  { on, action: 'delegate', sequence: 2 },
  { on, action: 'delegate', returnAfterMs: 60_000 },
  { on, action: 'close' },
])('nothing of a rule is lost: %#', (rule) => {
  expect(treatmentOf(rule)).toEqual(rule);
});
